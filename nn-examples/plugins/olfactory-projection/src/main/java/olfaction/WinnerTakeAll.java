package olfaction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.TensorType;

/**
 * In each row of {@code [N, F]}, the largest elements stay and all others become zero; of equal
 * ones, the first. Gradients pass through what stays.
 *
 * @param winners how many stay
 */
record WinnerTakeAll(int winners) implements CustomOp {
  @Override
  public String name() {
    return "olfaction:winner-take-all";
  }

  @Override
  public TensorType infer(List<TensorType> inputs) {
    return inputs.get(0);
  }

  @Override
  public void compute(Call call) {
    int length = call.shape(0).size(1);
    for (int row = 0; row < call.shape(0).size(0); row++) {
      select(call.input(0), call.output(), row * length, length);
    }
  }

  private void select(double[] input, double[] output, int from, int length) {
    double[] sorted = Arrays.copyOfRange(input, from, from + length);
    Arrays.sort(sorted);
    double least = sorted[length - winners];
    int left = winners;
    for (int i = from; i < from + length; i++) {
      left -= input[i] > least ? 1 : 0;
    }
    for (int i = from; i < from + length; i++) {
      boolean tied = input[i] == least && left > 0;
      left -= tied ? 1 : 0;
      output[i] = input[i] > least || tied ? input[i] : 0;
    }
  }

  @Override
  public Optional<Composite.Gradient> gradient() {
    return Optional.of(
        (in, out, gradients) -> {
          Tensor stays = out.get(0).ne(0).cast(out.get(0).dataType());
          return List.of(gradients.get(0).mul(stays));
        });
  }
}
