package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Operations that move elements without changing them. They accept every type. */
@API(API.Status.STABLE)
public sealed interface ShapeOps extends Op {

  /**
   * The same elements in the same order under other dimensions.
   *
   * @param shape dimensions with the same product
   */
  record Reshape(Shape shape) implements ShapeOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape from = inputs.get(0).shape();
      Rules.require(
          from.elements().equals(shape.elements()),
          "a shape of " + from.elements() + " elements like " + from,
          shape + " of " + shape.elements());
      return List.of(inputs.get(0).withShape(shape));
    }

    @Override
    public String name() {
      return "reshape";
    }
  }

  /**
   * Permutes dimensions: dimension {@code i} of the result is dimension {@code axes[i]} of the
   * operand.
   *
   * @param axes a permutation of 0 … rank - 1
   */
  record Transpose(List<Integer> axes) implements ShapeOps {
    /** Copies the list. */
    public Transpose {
      axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape from = inputs.get(0).shape();
      Rules.attribute(
          axes.size() == from.rank() && Rules.axes(from, axes).size() == from.rank(),
          "a permutation of the " + from.rank() + " axes of " + from,
          axes);
      return List.of(inputs.get(0).withShape(new Shape(axes.stream().map(from::dim).toList())));
    }

    @Override
    public String name() {
      return "transpose";
    }
  }

  /**
   * Repeats along dimensions of size 1 and along new leading ones, as NumPy does.
   *
   * @param shape dimensions of the result
   */
  record Broadcast(Shape shape) implements ShapeOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape from = inputs.get(0).shape();
      Rules.require(from.broadcastsTo(shape), "a shape that broadcasts to " + shape, from);
      return List.of(inputs.get(0).withShape(shape));
    }

    @Override
    public String name() {
      return "broadcast";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Broadcast that && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
      return shape.hashCode();
    }
  }

  /**
   * A box of the operand: along each axis, {@code sizes[i]} elements from {@code starts[i]}, each
   * {@code steps[i]} after the one before.
   *
   * @param starts first index per axis; constant, or a multiple of N on a batch axis
   * @param sizes size of the result per axis
   * @param steps distance per axis, at least 1; 1 on batch axes
   */
  record Slice(List<Dim> starts, List<Dim> sizes, List<Integer> steps) implements ShapeOps {
    /** Copies the lists. */
    public Slice {
      starts = List.copyOf(starts);
      sizes = List.copyOf(sizes);
      steps = List.copyOf(steps);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape from = inputs.get(0).shape();
      Rules.attribute(
          starts.size() == from.rank()
              && sizes.size() == from.rank()
              && steps.size() == from.rank(),
          "start, size and step for each of the " + from.rank() + " axes",
          this);
      for (int i = 0; i < from.rank(); i++) {
        Dim dim = from.dim(i);
        boolean kind =
            sizes.get(i).batch() == dim.batch()
                && (starts.get(i).isZero() || starts.get(i).batch() == dim.batch())
                && steps.get(i) >= 1
                && (steps.get(i) == 1 || !dim.batch());
        Rules.attribute(kind, "start, size and step that fit dimension " + dim, this);
        long last = starts.get(i).size() + (sizes.get(i).size() - 1) * steps.get(i);
        Rules.attribute(
            last < dim.size(), "a slice inside dimension " + dim + " of " + from, "index " + last);
      }
      return List.of(inputs.get(0).withShape(new Shape(sizes)));
    }

    @Override
    public String name() {
      return "slice";
    }
  }

  /**
   * Surrounds with a value, and puts {@code interior} copies of it between neighbours. The opposite
   * of {@link Slice}.
   *
   * @param low elements before, per axis
   * @param high elements after, per axis
   * @param interior elements between two neighbours, per axis; 0 on batch axes
   * @param value what to fill with
   */
  record Pad(List<Dim> low, List<Dim> high, List<Integer> interior, double value)
      implements ShapeOps {
    /** Copies the lists. */
    public Pad {
      low = List.copyOf(low);
      high = List.copyOf(high);
      interior = List.copyOf(interior);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape from = inputs.get(0).shape();
      Rules.attribute(
          low.size() == from.rank() && high.size() == from.rank() && interior.size() == from.rank(),
          "low, high and interior padding for each of the " + from.rank() + " axes",
          this);
      List<Dim> dims = new ArrayList<>();
      for (int i = 0; i < from.rank(); i++) {
        Dim dim = from.dim(i);
        int between = interior.get(i);
        Rules.attribute(between >= 0 && (between == 0 || !dim.batch()), "interior padding", this);
        Dim stretched = between == 0 ? dim : Dim.of(dim.size() + (dim.size() - 1) * between);
        dims.add(stretched.plus(low.get(i)).plus(high.get(i)));
      }
      return List.of(inputs.get(0).withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "pad";
    }
  }

  /**
   * Joins operands along an axis.
   *
   * @param axis the axis, from 0
   */
  record Concat(int axis) implements ShapeOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.require(!inputs.isEmpty(), "at least one operand", "none");
      Rules.sameType(inputs);
      Shape first = inputs.get(0).shape();
      first.axis(axis);
      Dim sum = Dim.of(0);
      for (TensorType type : inputs) {
        Shape shape = type.shape();
        Rules.require(
            shape.rank() == first.rank()
                && shape.with(axis, Dim.ONE).equals(first.with(axis, Dim.ONE)),
            "shapes that differ only along axis " + axis,
            inputs);
        sum = sum.plus(shape.dim(axis));
      }
      return List.of(inputs.get(0).withShape(first.with(axis, sum)));
    }

    @Override
    public String name() {
      return "concat";
    }
  }

  /**
   * Turns axes around.
   *
   * @param axes the axes, from 0
   */
  record Reverse(List<Integer> axes) implements ShapeOps {
    /** Copies the list. */
    public Reverse {
      axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Rules.axes(inputs.get(0).shape(), axes);
      return inputs;
    }

    @Override
    public String name() {
      return "reverse";
    }
  }
}
