package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Operations that select by an int32 operand. An index out of range is an error at run time. */
@API(API.Status.STABLE)
public sealed interface IndexOps extends Op {

  /**
   * Selects along an axis: operands data and indices; the result replaces dimension {@code axis} of
   * data by the dimensions of the indices.
   *
   * @param axis the axis of data, from 0
   */
  record Gather(int axis) implements IndexOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      TensorType data = inputs.get(0);
      Rules.type(inputs.get(1), DataType.INT32);
      Shape shape = data.shape();
      shape.axis(axis);
      List<Dim> dims = new ArrayList<>(shape.dims().subList(0, axis));
      dims.addAll(inputs.get(1).shape().dims());
      dims.addAll(shape.dims().subList(axis + 1, shape.rank()));
      return List.of(data.withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "gather";
    }
  }

  /**
   * Adds up along an axis: operands updates (shaped like the result of a {@link Gather}) and
   * indices; the result starts at zero and has {@code size} entries along the axis.
   *
   * @param axis the axis of the result, from 0
   * @param size dimension of the result along the axis
   */
  record ScatterAdd(int axis, Dim size) implements IndexOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      TensorType updates = inputs.get(0);
      Rules.floating(updates);
      Rules.type(inputs.get(1), DataType.INT32);
      Shape shape = updates.shape();
      Shape indices = inputs.get(1).shape();
      int after = axis + indices.rank();
      Rules.require(
          axis >= 0 && after <= shape.rank() && shape.subShape(axis, after).equals(indices),
          "updates with the dimensions of the indices " + indices + " from axis " + axis,
          shape);
      List<Dim> dims = new ArrayList<>(shape.dims().subList(0, axis));
      dims.add(size);
      dims.addAll(shape.dims().subList(after, shape.rank()));
      return List.of(updates.withShape(new Shape(dims)));
    }

    @Override
    public String name() {
      return "scatter_add";
    }
  }
}
