package org.neurite.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.reference.ReferenceInterpreter;

/** A tensor without elements cannot be described, by whatever way it is tried. */
class EmptyShapesTest {
  private static final Tensor X = Tensor.input("x", TensorType.float32(Shape.batchOf(3)), "");

  static Stream<Arguments> attempts() {
    return Stream.of(
        attempt("constant dimension", () -> Shape.of(3, 0)),
        attempt("batch of empty samples", () -> Shape.batchOf(0)),
        attempt("no times the batch", () -> Shape.of(Dim.batch(0))),
        attempt("negative dimension", () -> Shape.of(-1)),
        attempt("array", () -> NDArray.of(new float[0], 0)),
        attempt("slice", () -> X.slice(1, 1, 0)),
        attempt("reshape", () -> X.reshape(Shape.of(Dim.N, Dim.of(3), Dim.of(0)))),
        attempt("gather by no index", () -> X.gather(ints(0), 1)),
        attempt("scatter into nothing", () -> X.scatterAdd(rows(), 0, Dim.of(0))),
        attempt("one-hot of no class", () -> ints(2).oneHot(0, X.dataType())),
        attempt("batch of no samples", () -> run(0)));
  }

  private static Arguments attempt(String what, ThrowingCallable code) {
    return Arguments.of(what, code);
  }

  private static Tensor ints(long size) {
    return Tensor.input("i", TensorType.int32(Shape.of(size)), "");
  }

  private static Tensor rows() {
    return Tensor.input("i", TensorType.int32(Shape.batchOf()), "");
  }

  private static void run(int n) {
    Graph graph = Graph.body(List.of(X.value()), List.of(X.sum(0).value()));
    ReferenceInterpreter.call(graph, n, List.of(NDArray.of(new float[3], 1, 3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void areRejected(String what, ThrowingCallable code) {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(code)
        .withMessageStartingWith("NN-1104")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_DIMENSION));
  }
}
