package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.random.Pool.Item;

/** Moves that change the shape: reductions, movement, selection. */
final class ShapeMoves {
  private static final int ROWS = 4;

  private ShapeMoves() {}

  static List<Move> all() {
    return List.of(
        ShapeMoves::input,
        ShapeMoves::variable,
        ShapeMoves::reduce,
        ShapeMoves::reduce,
        ShapeMoves::argMax,
        ShapeMoves::transpose,
        ShapeMoves::reshape,
        ShapeMoves::broadcast,
        ShapeMoves::slice,
        ShapeMoves::pad,
        ShapeMoves::concat,
        ShapeMoves::reverse,
        ShapeMoves::gather,
        ShapeMoves::scatter,
        ShapeMoves::positions);
  }

  private static void input(Pool pool) {
    Shape shape =
        pool.choices()
            .of(
                List.of(
                    Shape.batchOf(pool.wide(3)),
                    Shape.batchOf(1),
                    Shape.batchOf(),
                    Shape.batchOf(2, pool.wide(3)),
                    Shape.batchOf(2, pool.wide(1), pool.wide(1)),
                    Shape.batchOf(2, 5, 4),
                    Shape.of(Dim.batch(2), Dim.of(pool.wide(3))),
                    Shape.of(Dim.of(2), Dim.N),
                    Shape.batchOf(17)));
    pool.add(pool.input(shape, DataType.FLOAT32), Pool.INPUT_BOUND);
  }

  private static void variable(Pool pool) {
    Shape last = pool.any().tensor().shape();
    List<Integer> constant = Shapes.constantAxes(last);
    boolean fits = !constant.isEmpty() && constant.get(constant.size() - 1) == last.rank() - 1;
    Shape row = fits ? Shape.of(last.dim(-1)) : Shape.SCALAR;
    pool.add(pool.variable(row), Pool.INPUT_BOUND);
  }

  private static void reduce(Pool pool) {
    Optional<Item> item = pool.any(shape -> shape.rank() > 0);
    if (item.isEmpty()) {
      return;
    }
    Tensor x = item.get().tensor();
    int[] axes = Shapes.someAxes(x.shape(), pool.choices());
    Tensor result =
        switch (pool.choices().below(6)) {
          case 0 -> x.mean(axes);
          case 1 -> x.sum(axes).mul(0.125);
          case 2 -> x.meanKeepDims(axes);
          case 3 -> x.reduceMax(axes);
          case 4 -> x.reduceMinKeepDims(axes);
          default -> x.square().sumKeepDims(axes).mul(0.0625);
        };
    pool.add(result, 4 * item.get().bound());
  }

  private static void argMax(Pool pool) {
    pool.any(shape -> !Shapes.constantAxes(shape).isEmpty())
        .ifPresent(
            x -> {
              List<Integer> axes = Shapes.constantAxes(x.tensor().shape());
              int axis = pool.choices().of(axes);
              Tensor index = x.tensor().argMax(axis);
              pool.add(index.oneHot(3, DataType.FLOAT32), 1);
            });
  }

  private static void transpose(Pool pool) {
    pool.any(shape -> shape.rank() >= 2)
        .ifPresent(
            x -> {
              int[] axes = Shapes.permutation(x.tensor().shape().rank(), pool.choices());
              pool.add(x.tensor().transpose(axes), x.bound());
            });
  }

  private static void reshape(Pool pool) {
    Item x = pool.any();
    Shape shape = x.tensor().shape();
    int axis = pool.choices().below(shape.rank() + 1);
    boolean join = shape.rank() >= 2 && pool.choices().flip();
    Tensor result =
        join
            ? x.tensor().flatten(pool.choices().below(shape.rank() - 1))
            : x.tensor().expandDims(axis);
    pool.add(result, x.bound());
  }

  private static void broadcast(Pool pool) {
    Item x = pool.any();
    Item like = ElementwiseMoves.partner(pool, x);
    Shape common = x.tensor().shape().broadcast(like.tensor().shape());
    boolean more = !common.hasBatch() && pool.choices().flip();
    pool.add(x.tensor().broadcastTo(more ? common.insert(0, Dim.N) : common), x.bound());
  }

  private static void slice(Pool pool) {
    pool.any(shape -> shape.dims().stream().anyMatch(d -> !d.batch() && d.size() > 1))
        .ifPresent(
            x -> {
              Tensor t = x.tensor();
              int axis =
                  pool.choices()
                      .of(
                          Shapes.constantAxes(t.shape()).stream()
                              .filter(i -> t.shape().size(i) > 1)
                              .toList());
              int start = pool.choices().below(t.shape().size(axis));
              int step = pool.choices().between(1, 2);
              int most = (t.shape().size(axis) - start + step - 1) / step;
              int size = most - pool.choices().below(most);
              pool.add(t.slice(axis, Dim.of(start), Dim.of(size), step), x.bound());
            });
  }

  private static void pad(Pool pool) {
    pool.any(shape -> !Shapes.constantAxes(shape).isEmpty())
        .ifPresent(
            x -> {
              int rank = x.tensor().shape().rank();
              int axis = pool.choices().of(Shapes.constantAxes(x.tensor().shape()));
              List<Dim> low = zeros(rank);
              List<Dim> high = zeros(rank);
              List<Integer> interior = new ArrayList<>(Collections.nCopies(rank, 0));
              low.set(axis, Dim.of(pool.choices().below(3)));
              high.set(axis, Dim.of(pool.choices().below(2)));
              interior.set(axis, pool.choices().below(2));
              double fill = pool.choices().of(List.of(0.0, 1.0, -0.5));
              ShapeOps.Pad op = new ShapeOps.Pad(low, high, interior, fill);
              pool.add(Tensor.apply(op, x.tensor()), Math.max(1, x.bound()));
            });
  }

  private static List<Dim> zeros(int rank) {
    return new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
  }

  private static void concat(Pool pool) {
    Item a = pool.any();
    Shape shape = a.tensor().shape();
    if (shape.rank() == 0) {
      return;
    }
    int axis = pool.choices().below(shape.rank());
    Item b =
        pool.any(
                other ->
                    other.rank() == shape.rank()
                        && other.dim(axis).batch() == shape.dim(axis).batch()
                        && other.with(axis, Dim.ONE).equals(shape.with(axis, Dim.ONE)))
            .orElse(a);
    Tensor joined = Tensor.concat(axis, a.tensor(), b.tensor(), a.tensor());
    double bound = Math.max(a.bound(), b.bound());
    pool.add(joined, bound);
    if (shape.dim(axis).batch()) {
      pool.add(joined.slice(axis, shape.dim(axis), shape.dim(axis)), bound);
    }
  }

  private static void reverse(Pool pool) {
    pool.any(shape -> shape.rank() > 0)
        .ifPresent(
            x -> {
              int[] axes = Shapes.someAxes(x.tensor().shape(), pool.choices());
              pool.add(x.tensor().reverse(axes), x.bound());
            });
  }

  private static void gather(Pool pool) {
    Tensor indices = pool.input(Shape.batchOf(), DataType.INT32);
    Tensor table = pool.variable(Shape.of(ROWS, pool.choices().between(1, 3)));
    pool.add(table.gather(indices, 0), Pool.INPUT_BOUND);
  }

  private static void scatter(Pool pool) {
    pool.any(shape -> Shapes.isBatchOf(shape, 2))
        .ifPresent(
            x -> {
              Tensor indices = pool.input(Shape.batchOf(), DataType.INT32);
              Tensor sums = x.tensor().scatterAdd(indices, 0, Dim.of(ROWS));
              pool.add(sums.mul(0.25), 1.25 * x.bound());
            });
  }

  private static void positions(Pool pool) {
    Item x = pool.any();
    Shape shape = x.tensor().shape();
    List<Integer> axes = Shapes.constantAxes(shape);
    if (!axes.isEmpty()) {
      Tensor positions = x.tensor().iota(pool.choices().of(axes)).cast(DataType.FLOAT32);
      pool.add(positions.mul(0.125).add(x.tensor()), x.bound() + 3);
    }
  }
}
