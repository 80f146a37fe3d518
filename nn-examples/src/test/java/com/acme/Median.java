package com.acme;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.TensorType;

/** The median of every sample's features, {@code [N, F] -> [N, 1]}. */
public record Median() implements Layer {

  /** Sorting cannot be composed. */
  record Op() implements CustomOp {
    @Override
    public String name() {
      return "acme:median";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      TensorType x = inputs.get(0);
      return x.withShape(x.shape().with(-1, Dim.ONE));
    }

    @Override
    public void compute(Call call) {
      int features = call.shape(0).size(-1);
      for (int row = 0; row < call.shape(0).size(0); row++) {
        int from = row * features;
        double[] sorted = Arrays.copyOfRange(call.input(0), from, from + features);
        Arrays.sort(sorted);
        call.output()[row] = sorted[features / 2];
      }
    }

    /** All of it goes to the feature that is the median. */
    @Override
    public Optional<Composite.Gradient> gradient() {
      return Optional.of(
          (in, out, gradients) -> {
            Tensor x = in.get(0);
            return List.of(x.eq(out.get(0)).cast(x.dataType()).mul(gradients.get(0)));
          });
    }
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor x) {
    return ctx.op(new Op(), x);
  }
}
