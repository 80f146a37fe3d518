package org.neurite.testkit.backend;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.random.RandomGraph;

/**
 * Every primitive over shapes on which kernels go wrong: scalars, one column, odd sizes, sizes
 * around the widths of vectors, views through slices and transposes.
 */
final class PrimitiveCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(17),
          Shape.of(3, 33),
          Shape.batchOf(),
          Shape.batchOf(1),
          Shape.batchOf(7),
          Shape.batchOf(8),
          Shape.batchOf(15),
          Shape.batchOf(16),
          Shape.batchOf(2, 31),
          Shape.batchOf(1, 3, 65));

  /** Defined for positive numbers only, or steep at zero. */
  private static final Set<UnaryKind> POSITIVE =
      EnumSet.of(UnaryKind.LOG, UnaryKind.LOG1P, UnaryKind.SQRT, UnaryKind.RSQRT);

  private static final Set<BinaryKind> LOGICAL = EnumSet.of(BinaryKind.AND, BinaryKind.OR);

  private final Cases cases = new Cases();

  private PrimitiveCases() {}

  static Map<String, RandomGraph> all() {
    PrimitiveCases all = new PrimitiveCases();
    for (Shape shape : SHAPES) {
      all.elementwise(shape);
      all.reductions(shape);
      all.moves(shape);
    }
    all.views();
    all.products();
    all.convolutions();
    all.pooling();
    all.indices();
    all.loops();
    return all.cases.all();
  }

  private static Tensor apply(Op op, Tensor... operands) {
    return Tensor.of(
        new Node(op, Arrays.stream(operands).map(Tensor::value).toList(), "").output(0), "");
  }

  private void elementwise(Shape shape) {
    Tensor x = Cases.input("x", shape);
    Tensor y = Cases.input("y", shape);
    Tensor positive = x.abs().add(0.5);
    Tensor truth = x.gt(0);
    Stream<Tensor> unary =
        Arrays.stream(UnaryKind.values())
            .map(
                kind ->
                    apply(
                        new Elementwise.Unary(kind),
                        kind == UnaryKind.NOT ? truth : POSITIVE.contains(kind) ? positive : x));
    Stream<Tensor> binary =
        Arrays.stream(BinaryKind.values())
            .map(
                kind -> {
                  Elementwise.Binary op = new Elementwise.Binary(kind);
                  return LOGICAL.contains(kind)
                      ? apply(op, truth, y.lt(0.5))
                      : apply(op, kind == BinaryKind.POW ? positive : x, y.abs().add(0.25));
                });
    Stream<Tensor> others =
        Stream.of(truth.where(x, y), x.mul(2).cast(DataType.INT32), truth.cast(DataType.FLOAT32));
    cases.add(
        "elementwise " + shape, List.of(x, y), Stream.of(unary, binary, others).flatMap(s -> s));
  }

  private void reductions(Shape shape) {
    Tensor x = Cases.input("x", shape);
    Stream<Tensor> whole = Stream.of(x.sum(), x.mean(), x.reduceMax(), x.reduceMin());
    Stream<Tensor> byAxis =
        IntStream.range(0, shape.rank())
            .boxed()
            .flatMap(
                axis ->
                    Stream.of(
                        x.sum(axis),
                        x.meanKeepDims(axis),
                        x.reduceMaxKeepDims(axis),
                        x.reduceMin(axis),
                        x.argMax(axis),
                        x.exp().mul(0.5).sum(axis)));
    cases.add("reductions " + shape, List.of(x), Stream.concat(whole, byAxis));
  }

  private void moves(Shape shape) {
    Tensor x = Cases.input("x", shape);
    Stream<Tensor> byAxis =
        IntStream.range(0, shape.rank())
            .filter(axis -> !shape.dim(axis).batch())
            .boxed()
            .flatMap(
                axis ->
                    Stream.of(
                        x.pad(axis, 1, 2, -0.5),
                        x.reverse(axis),
                        x.slice(axis, 0, (shape.size(axis) + 1) / 2),
                        Tensor.concat(axis, x, x.neg(), x)));
    Stream<Tensor> whole =
        Stream.of(x.expandDims(0).broadcastTo(shape.insert(0, Dim.of(3))), x.filled(2).add(x));
    cases.add("moves " + shape, List.of(x), Stream.concat(whole, byAxis));
  }

  private void views() {
    Tensor x = Cases.input("x", Shape.batchOf(9, 14));
    Tensor turned = x.transpose(0, 2, 1);
    Tensor strided = x.slice(2, Dim.of(1), Dim.of(5), 2);
    Tensor part = x.slice(1, 2, 5);
    cases.add(
        "views",
        List.of(x),
        Stream.of(
            turned.exp(),
            turned.sum(1),
            strided.tanh(),
            part.matmul(turned),
            turned.slice(1, 3, 7).matmul(x.slice(1, 0, 9)),
            x.transpose(1, 0, 2).reverse(2).reduceMax(0),
            part.transpose(2, 1, 0).add(1)));
  }

  private void products() {
    int[][] sizes = {{1, 1}, {3, 1}, {1, 9}, {17, 33}, {64, 10}, {33, 130}};
    for (int[] size : sizes) {
      Tensor x = Cases.input("x", Shape.batchOf(size[0]));
      Tensor w = Cases.parameter("w", Shape.of(size[0], size[1]));
      Tensor b = Cases.parameter("b", Shape.of(size[1]));
      Tensor y = x.matmul(w).add(b).max(0);
      cases.differentiated("matmul N x " + size[0] + " x " + size[1], List.of(x), List.of(w, b), y);
    }
    for (int sides = 0; sides < 4; sides++) {
      boolean left = sides % 2 == 1;
      boolean right = sides > 1;
      Tensor a = Cases.input("a", left ? Shape.batchOf(17, 5) : Shape.batchOf(5, 17));
      Tensor b = Cases.input("b", right ? Shape.batchOf(8, 17) : Shape.batchOf(17, 8));
      cases.differentiated(
          "batched matmul" + (left ? ", left turned" : "") + (right ? ", right turned" : ""),
          List.of(a, b),
          List.of(),
          a.matmul(b, left, right));
    }
  }

  private void convolutions() {
    convolution("1x1", Shape.batchOf(3, 5, 5), Shape.of(4, 3, 1, 1), Window.of(1, 1), 1);
    convolution("3x3", Shape.batchOf(2, 7, 9), Shape.of(5, 2, 3, 3), Window.of(3, 3), 1);
    convolution(
        "padded, with strides",
        Shape.batchOf(3, 9, 8),
        Shape.of(17, 3, 3, 3),
        Window.of(3, 3).stride(2).padding(1),
        1);
    convolution(
        "dilated", Shape.batchOf(1, 9, 9), Shape.of(2, 1, 3, 3), Window.of(3, 3).dilation(2), 1);
    convolution(
        "in groups", Shape.batchOf(4, 6, 6), Shape.of(6, 2, 3, 3), Window.of(3, 3).padding(1), 2);
    convolution(
        "by channel", Shape.batchOf(4, 6, 6), Shape.of(4, 1, 3, 3), Window.of(3, 3).padding(1), 4);
    convolution(
        "of a constant number of images",
        Shape.of(2, 3, 5, 5),
        Shape.of(4, 3, 3, 3),
        Window.of(3, 3),
        1);
    convolution(
        "along a line", Shape.batchOf(3, 19), Shape.of(8, 3, 5), Window.of(5).padding(2), 1);
  }

  private void convolution(String name, Shape images, Shape weight, Window window, int groups) {
    Tensor x = Cases.input("x", images);
    Tensor w = Cases.parameter("w", weight);
    cases.differentiated("convolution, " + name, List.of(x), List.of(w), x.conv(w, window, groups));
  }

  private void pooling() {
    Tensor x = Cases.input("x", Shape.batchOf(3, 9, 8));
    Window plain = Window.of(2, 2).stride(2);
    Window overlapping = Window.of(3, 3).stride(2).padding(1);
    for (Window window : List.of(plain, overlapping)) {
      cases.differentiated("max pooling, " + window, List.of(x), List.of(), x.maxPool(window));
      for (boolean padding : List.of(true, false)) {
        cases.differentiated(
            "average pooling, " + window + ", padding counts: " + padding,
            List.of(x),
            List.of(),
            x.avgPool(window, padding));
      }
    }
  }

  private void indices() {
    Tensor index = Cases.input("index", DataType.INT32, Shape.batchOf(4));
    Tensor table = Cases.parameter("table", Shape.of(3, 7));
    cases.differentiated("gather", List.of(index), List.of(table), table.gather(index, 0));
    Tensor x = Cases.input("x", Shape.batchOf(4, 5));
    cases.add(
        "scatter",
        List.of(index, x),
        Stream.of(x.scatterAdd(index, 0, Dim.of(3)), index.oneHot(3, DataType.FLOAT32), x.iota(0)));
  }

  private void loops() {
    Tensor x = Cases.input("x", Shape.batchOf(6, 3));
    Tensor w = Cases.parameter("w", Shape.of(3, 3));
    for (boolean reverse : List.of(false, true)) {
      Tensor steps = x.transpose(1, 0, 2);
      Tensor start = x.slice(1, 0, 1).reshape(Shape.batchOf(3));
      Loops.Step done =
          Loops.scan(
              List.of(start),
              List.of(steps),
              reverse,
              (carries, slices) -> {
                Tensor h = carries.get(0).matmul(w).add(slices.get(0)).tanh();
                return new Loops.Step(List.of(h), List.of(h.mul(2)));
              });
      cases.differentiated(
          "loop" + (reverse ? ", from the end" : ""),
          List.of(x),
          List.of(w),
          done.emitted().get(0));
    }
  }
}
