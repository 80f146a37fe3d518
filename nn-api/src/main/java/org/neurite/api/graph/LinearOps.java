package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Matrix products and convolutions: linear in each of their two operands. */
@API(API.Status.STABLE)
public sealed interface LinearOps extends Op {

  /**
   * Batched matrix product: operands {@code a [.., m, k]} and {@code b [.., k, n]} with equal
   * leading dimensions; result {@code [.., m, n]}.
   *
   * @param transposeA whether a is given as {@code [.., k, m]}
   * @param transposeB whether b is given as {@code [.., n, k]}
   */
  record MatMul(boolean transposeA, boolean transposeB) implements LinearOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.floating(inputs);
      Rules.sameType(inputs);
      Shape a = inputs.get(0).shape();
      Shape b = inputs.get(1).shape();
      int rank = a.rank();
      Rules.require(
          rank >= 2 && b.rank() == rank,
          "two operands of the same rank, at least 2",
          a + " and " + b);
      Rules.require(
          a.subShape(0, rank - 2).equals(b.subShape(0, rank - 2)),
          "equal leading dimensions",
          a + " and " + b);
      Dim innerA = a.dim(transposeA ? -2 : -1);
      Dim innerB = b.dim(transposeB ? -1 : -2);
      Rules.require(
          innerA.equals(innerB),
          "equal inner dimensions",
          innerA
              + " and "
              + innerB
              + " (of "
              + text(a, transposeA)
              + " and "
              + text(b, transposeB)
              + ")");
      List<Dim> dims = new ArrayList<>(a.dims().subList(0, rank - 2));
      dims.add(a.dim(transposeA ? -1 : -2));
      dims.add(b.dim(transposeB ? -2 : -1));
      return List.of(inputs.get(0).withShape(new Shape(dims)));
    }

    private static String text(Shape shape, boolean transposed) {
      return shape + (transposed ? " transposed" : "");
    }

    @Override
    public String name() {
      return "matmul";
    }
  }

  /**
   * Convolution (cross-correlation, the kernel is not flipped): operands {@code x [N, C,
   * spatial..]} and {@code weight [O, C/groups, kernel..]}; result {@code [N, O, spatial..]}.
   *
   * @param window kernel position rule
   * @param groups into how many separate convolutions the channels are split
   */
  record Conv(Window window, int groups) implements LinearOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.floating(inputs);
      Rules.sameType(inputs);
      Shape x = inputs.get(0).shape();
      Shape weight = inputs.get(1).shape();
      checkWeight(weight, window, groups);
      Rules.require(x.rank() == window.rank() + 2, "an input of rank " + (window.rank() + 2), x);
      Rules.require(
          x.dim(1).equals(weight.dim(1).times(Dim.of(groups))),
          "an input of " + weight.dim(1).times(Dim.of(groups)) + " channels at axis 1",
          x);
      List<Dim> dims = new ArrayList<>(List.of(x.dim(0), weight.dim(0)));
      for (int i = 0; i < window.rank(); i++) {
        dims.add(window.outputSize(i, x.size(2 + i)));
      }
      return List.of(inputs.get(0).withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "conv";
    }
  }

  /**
   * Gradient of {@link Conv} with respect to its input, and so the transposed convolution: operands
   * {@code g [N, O, spatial..]} and {@code weight [O, C/groups, kernel..]}; result {@code [N, C,
   * spatial..]}.
   *
   * @param window kernel position rule of the convolution
   * @param groups groups of the convolution
   * @param spatial spatial size of the convolution's input
   */
  record ConvInputGrad(Window window, int groups, List<Integer> spatial) implements LinearOps {
    /** Copies the list. */
    public ConvInputGrad {
      spatial = List.copyOf(spatial);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.floating(inputs);
      Rules.sameType(inputs);
      Shape g = inputs.get(0).shape();
      Shape weight = inputs.get(1).shape();
      checkWeight(weight, window, groups);
      Rules.require(
          g.rank() == window.rank() + 2 && g.dim(1).equals(weight.dim(0)),
          "an operand with the " + weight.dim(0) + " output channels at axis 1",
          g);
      List<Dim> dims = new ArrayList<>(List.of(g.dim(0), weight.dim(1).times(Dim.of(groups))));
      for (int i = 0; i < window.rank(); i++) {
        Rules.require(
            window.outputSize(i, spatial.get(i)).equals(g.dim(2 + i)),
            "spatial size " + window.outputSize(i, spatial.get(i)) + " at axis " + (2 + i),
            g);
        dims.add(Dim.of(spatial.get(i)));
      }
      return List.of(inputs.get(0).withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "conv_input_grad";
    }
  }

  /**
   * Gradient of {@link Conv} with respect to its weight: operands {@code x [N, C, spatial..]} and
   * {@code g [N, O, spatial..]}; result {@code [O, C/groups, kernel..]}.
   *
   * @param window kernel position rule of the convolution
   * @param groups groups of the convolution
   */
  record ConvWeightGrad(Window window, int groups) implements LinearOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.floating(inputs);
      Rules.sameType(inputs);
      Shape x = inputs.get(0).shape();
      Shape g = inputs.get(1).shape();
      Rules.require(
          x.rank() == window.rank() + 2 && g.rank() == x.rank() && x.dim(0).equals(g.dim(0)),
          "input and output gradient of rank " + (window.rank() + 2) + " with the same batch",
          x + " and " + g);
      Rules.require(
          x.size(1) % groups == 0 && g.size(1) % groups == 0,
          "channels divisible by " + groups + " groups",
          x + " and " + g);
      List<Dim> dims = new ArrayList<>(List.of(g.dim(1), Dim.of(x.size(1) / groups)));
      for (int i = 0; i < window.rank(); i++) {
        Rules.require(
            window.outputSize(i, x.size(2 + i)).equals(g.dim(2 + i)),
            "spatial size " + window.outputSize(i, x.size(2 + i)) + " at axis " + (2 + i),
            g);
        dims.add(Dim.of(window.kernel().get(i)));
      }
      return List.of(inputs.get(0).withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "conv_weight_grad";
    }
  }

  private static void checkWeight(Shape weight, Window window, int groups) {
    Rules.attribute(groups >= 1, "at least 1 group", groups);
    Rules.require(
        weight.rank() == window.rank() + 2, "a weight of rank " + (window.rank() + 2), weight);
    Rules.require(
        weight.size(0) % groups == 0, "output channels divisible by " + groups + " groups", weight);
    for (int i = 0; i < window.rank(); i++) {
      Rules.require(
          weight.size(2 + i) == window.kernel().get(i),
          "a kernel of size " + window.kernel(),
          weight);
    }
  }
}
