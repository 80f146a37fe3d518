package org.neurite.api.graph;

import java.util.List;
import java.util.Locale;
import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;

/** Operations that combine elements along axes. */
@API(API.Status.STABLE)
public sealed interface Reduction extends Op {

  /** How elements are combined. */
  enum Kind {
    /** Their sum. */
    SUM,
    /** The largest; NaN if any is. The gradient is shared evenly by ties. */
    MAX,
    /** The smallest; NaN if any is. The gradient is shared evenly by ties. */
    MIN
  }

  /**
   * Combines all elements along some axes.
   *
   * @param kind how
   * @param axes which axes, from 0, ascending
   * @param keepDims whether they stay as dimensions of size 1
   */
  record Reduce(Kind kind, List<Integer> axes, boolean keepDims) implements Reduction {
    /** Copies the list. */
    public Reduce {
      axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      TensorType x = inputs.get(0);
      Rules.numeric(x);
      return List.of(x.withShape(Rules.reduced(x.shape(), axes, keepDims)));
    }

    @Override
    public String name() {
      return "reduce_" + kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Index of the largest element along an axis (the first of equals), as int32; the axis goes.
   *
   * @param axis the axis, from 0
   */
  record ArgMax(int axis) implements Reduction {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      TensorType x = inputs.get(0);
      Rules.numeric(x);
      return List.of(new TensorType(DataType.INT32, x.shape().without(axis)));
    }

    @Override
    public String name() {
      return "argmax";
    }
  }
}
