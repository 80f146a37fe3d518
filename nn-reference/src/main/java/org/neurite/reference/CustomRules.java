package org.neurite.reference;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.graph.Custom;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.tensor.Shape;

/** Operations that plugins compute themselves. */
final class CustomRules {
  private CustomRules() {}

  static void register(Evaluators table) {
    table.one(Custom.class, CustomRules::compute);
  }

  /** Arrays are exactly as long as the shapes say, so that whoever reads on fails here. */
  private static Values compute(Call<Custom> call) {
    List<double[]> inputs = call.inputs().stream().map(CustomRules::array).toList();
    double[] output = new double[Math.toIntExact(call.output().shape().elements(1))];
    Arrays.fill(output, Double.NaN); // so that what is left out shows
    call.op()
        .definition()
        .compute(
            new CustomOp.Call() {
              @Override
              public double[] input(int index) {
                return inputs.get(index);
              }

              @Override
              public Shape shape(int index) {
                return call.input(index).type().shape();
              }

              @Override
              public double[] output() {
                return output;
              }

              @Override
              public Shape outputShape() {
                return call.output().shape();
              }
            });
    return Values.generate(call.output(), i -> output[i]);
  }

  private static double[] array(Values values) {
    double[] array = new double[values.length()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
