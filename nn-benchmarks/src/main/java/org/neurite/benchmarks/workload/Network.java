package org.neurite.benchmarks.workload;

import java.util.List;

/** What a workload computes. Each subject builds it from its own library's layers. */
public sealed interface Network {
  /**
   * Dimensions of one sample's input.
   *
   * @return without the batch, for instance {@code [1, 28, 28]}
   */
  List<Integer> inputShape();

  /**
   * Length of one sample's output.
   *
   * @return the number of classes, or 1 for a regression
   */
  int outputs();

  /**
   * Length of one sample's input.
   *
   * @return the product of {@link #inputShape()}
   */
  default int inputs() {
    return inputShape().stream().reduce(1, Math::multiplyExact);
  }

  /**
   * Whether the output is a number and the loss the mean squared error; else it is classes and the
   * loss softmax cross-entropy.
   *
   * @return true for a regression
   */
  default boolean isRegression() {
    return outputs() == 1;
  }

  /**
   * Dense layers with ReLU between them, {@code [N, in] -> [N, out]}.
   *
   * @param widths input, hidden layers, output; at least two
   */
  record Mlp(List<Integer> widths) implements Network {
    /** Copies the list. */
    public Mlp {
      widths = List.copyOf(widths);
    }

    @Override
    public List<Integer> inputShape() {
      return widths.subList(0, 1);
    }

    @Override
    public int outputs() {
      return widths.get(widths.size() - 1);
    }
  }

  /**
   * LeNet (LeCun et al., 1998) as it is built today, {@code [N, 1, 28, 28] -> [N, 10]}: convolution
   * 5x5 to 20 channels, ReLU, largest of 2x2, convolution 5x5 to 50, ReLU, largest of 2x2, dense
   * 500, ReLU, dense 10.
   */
  record LeNet() implements Network {
    @Override
    public List<Integer> inputShape() {
      return List.of(1, 28, 28);
    }

    @Override
    public int outputs() {
      return 10;
    }
  }

  /**
   * A residual block, {@code [N, 3, 32, 32] -> [N, 10]}: convolution 3x3 to 32 channels, ReLU; then
   * the block (convolution 3x3, batch-norm, ReLU, convolution 3x3, batch-norm, plus its input),
   * ReLU; mean of each channel, dense 10. Convolutions keep height and width.
   */
  record ResidualBlock() implements Network {
    @Override
    public List<Integer> inputShape() {
      return List.of(3, 32, 32);
    }

    @Override
    public int outputs() {
      return 10;
    }
  }

  /**
   * A recurrent classifier, {@code [N, 50, 64] -> [N, 10]}: LSTM of 128 units, of which the last
   * step goes to dense 10.
   */
  record LstmClassifier() implements Network {
    @Override
    public List<Integer> inputShape() {
      return List.of(50, 64);
    }

    @Override
    public int outputs() {
      return 10;
    }
  }

  /**
   * One product of single-precision matrices, {@code [m, k] x [k, n] -> [m, n]}; the operands are
   * stored row by row, transposed where it says so.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k length of the sums
   * @param transposeA whether the left operand is stored as {@code [k, m]}
   * @param transposeB whether the right operand is stored as {@code [n, k]}
   */
  record Product(int m, int n, int k, boolean transposeA, boolean transposeB) implements Network {
    @Override
    public List<Integer> inputShape() {
      return transposeA ? List.of(k, m) : List.of(m, k);
    }

    @Override
    public int outputs() {
      return Math.multiplyExact(m, n);
    }
  }
}
