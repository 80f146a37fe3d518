package org.neurite.reference;

import java.util.function.DoubleBinaryOperator;
import org.neurite.api.graph.Reduction;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;

/** Elements are combined along axes. */
final class ReductionRules {
  private ReductionRules() {}

  static void register(Evaluators table) {
    table.one(Reduction.Reduce.class, c -> reduce(c.op(), c.input(), c.output()));
    table.one(Reduction.ArgMax.class, ReductionRules::argMax);
  }

  static Values reduce(Reduction.Reduce op, Values x, TensorType type) {
    boolean integer = x.dataType() == DataType.INT32;
    double start = start(op.kind(), integer);
    DoubleBinaryOperator combine = combine(op.kind(), integer);
    Values result = Values.generate(type, i -> start);
    Box.visit(
        x.sizes(),
        resultStrides(op, x),
        0,
        (from, to) -> result.set(to, combine.applyAsDouble(result.get(to), x.get(from))));
    return result;
  }

  /** For each axis of x, the distance in the result: 0 along reduced axes. */
  private static int[] resultStrides(Reduction.Reduce op, Values x) {
    int[] strides = new int[x.rank()];
    int stride = 1;
    for (int axis = x.rank() - 1; axis >= 0; axis--) {
      if (!op.axes().contains(axis)) {
        strides[axis] = stride;
        stride *= x.size(axis);
      }
    }
    return strides;
  }

  private static double start(Reduction.Kind kind, boolean integer) {
    return switch (kind) {
      case SUM -> 0;
      case MAX -> integer ? Integer.MIN_VALUE : Double.NEGATIVE_INFINITY;
      case MIN -> integer ? Integer.MAX_VALUE : Double.POSITIVE_INFINITY;
    };
  }

  private static DoubleBinaryOperator combine(Reduction.Kind kind, boolean integer) {
    return switch (kind) {
      case SUM -> integer ? (a, b) -> (int) a + (int) b : Double::sum;
      case MAX -> Math::max;
      case MIN -> Math::min;
    };
  }

  private static Values argMax(Call<Reduction.ArgMax> call) {
    Values x = call.input();
    int axis = call.op().axis();
    int stride = x.stride(axis);
    int size = x.size(axis);
    return Values.generate(
        call.output(), i -> first(x, i / stride * stride * size + i % stride, stride, size));
  }

  private static int first(Values x, int base, int stride, int size) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (x.get(base + i * stride) > x.get(base + best * stride)) {
        best = i;
      }
    }
    return best;
  }
}
