package org.neurite.reference;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.TensorType;

/** Elements change places but not values. */
final class MovementRules {
  private MovementRules() {}

  static void register(Evaluators table) {
    table.one(ShapeOps.Reshape.class, c -> c.input().as(c.output()));
    table.one(ShapeOps.Transpose.class, MovementRules::transpose);
    table.one(ShapeOps.Broadcast.class, c -> broadcast(c.input(), c.output()));
    table.one(ShapeOps.Slice.class, MovementRules::slice);
    table.one(ShapeOps.Pad.class, MovementRules::pad);
    table.one(ShapeOps.Concat.class, MovementRules::concat);
    table.one(ShapeOps.Reverse.class, MovementRules::reverse);
  }

  private static Values transpose(Call<ShapeOps.Transpose> call) {
    List<Integer> axes = call.op().axes();
    return view(call.input(), call.output(), 0, axis -> call.input().stride(axes.get(axis)));
  }

  /** Repeats along axes of size 1 and along new leading axes. */
  static Values broadcast(Values x, TensorType type) {
    int added = type.shape().rank() - x.rank();
    return view(
        x, type, 0, axis -> axis < added || x.size(axis - added) == 1 ? 0 : x.stride(axis - added));
  }

  private static Values slice(Call<ShapeOps.Slice> call) {
    Values x = call.input();
    ShapeOps.Slice op = call.op();
    int base = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      base += at(op.starts().get(axis), call) * x.stride(axis);
    }
    return view(x, call.output(), base, axis -> x.stride(axis) * op.steps().get(axis));
  }

  private static Values reverse(Call<ShapeOps.Reverse> call) {
    Values x = call.input();
    List<Integer> axes = call.op().axes();
    int base = axes.stream().mapToInt(axis -> (x.size(axis) - 1) * x.stride(axis)).sum();
    return view(
        x, call.output(), base, axis -> axes.contains(axis) ? -x.stride(axis) : x.stride(axis));
  }

  private static Values pad(Call<ShapeOps.Pad> call) {
    ShapeOps.Pad op = call.op();
    Values result = Values.generate(call.output(), i -> op.value());
    int base = 0;
    int[] strides = result.strides();
    for (int axis = 0; axis < strides.length; axis++) {
      base += at(op.low().get(axis), call) * strides[axis];
      strides[axis] *= op.interior().get(axis) + 1;
    }
    return place(call.input(), result, base, strides);
  }

  private static Values concat(Call<ShapeOps.Concat> call) {
    Values result = Values.zeros(call.output());
    int axis = call.op().axis();
    int start = 0;
    for (Values part : call.inputs()) {
      place(part, result, start * result.stride(axis), result.strides());
      start += part.size(axis);
    }
    return result;
  }

  private static int at(Dim dim, Call<?> call) {
    return Math.toIntExact(dim.at(call.run().n()));
  }

  /** Reads x with other strides. */
  private static Values view(Values x, TensorType type, int base, IntUnaryOperator stride) {
    Values result = Values.zeros(type);
    int[] strides = new int[result.rank()];
    java.util.Arrays.setAll(strides, stride);
    Box.visit(result.sizes(), strides, base, (i, from) -> result.set(i, x.get(from)));
    return result;
  }

  /** Writes x into a larger array. */
  private static Values place(Values x, Values result, int base, int[] strides) {
    Box.visit(x.sizes(), strides, base, (i, to) -> result.set(to, x.get(i)));
    return result;
  }
}
