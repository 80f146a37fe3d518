package org.neurite.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class TensorTest {
  private final Tensor x = floats("x", Shape.batchOf(3, 4));

  private static Tensor floats(String name, Shape shape) {
    return Tensor.input(name, TensorType.float32(shape), "net/layer_1");
  }

  private static void assertRefused(Runnable action, ErrorCode code, String... parts) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(ShapeException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }

  @Test
  void shapesAreInferredWhileTracing() {
    assertThat(x.add(floats("b", Shape.of(4))).shape()).isEqualTo(Shape.batchOf(3, 4));
    assertThat(x.sum(1).shape()).isEqualTo(Shape.batchOf(4));
    assertThat(x.meanKeepDims(-1).shape()).isEqualTo(Shape.batchOf(3, 1));
    assertThat(x.argMax(2).type()).isEqualTo(TensorType.int32(Shape.batchOf(3)));
    assertThat(x.flatten(1).shape()).isEqualTo(Shape.batchOf(12));
    assertThat(x.reshape(Shape.of(Dim.batch(3), Dim.of(4))).shape()).hasToString("[3N, 4]");
    assertThat(x.transpose(1, 0, 2).shape()).hasToString("[3, N, 4]");
    assertThat(Tensor.concat(0, x, x).shape()).hasToString("[2N, 3, 4]");
    assertThat(x.matmul(floats("w", Shape.of(5, 4)), false, true).shape())
        .isEqualTo(Shape.batchOf(3, 5));
    assertThat(x.slice(2, Dim.of(1), Dim.of(2), 2).shape()).isEqualTo(Shape.batchOf(3, 2));
    assertThat(x.pad(1, 1, 2, 0).shape()).isEqualTo(Shape.batchOf(6, 4));
    assertThat(x.gt(0).dataType()).isEqualTo(DataType.BOOL);
  }

  @Test
  void anErrorNamesOperationOperandsLayerAndSourceLine() {
    Tensor b = floats("b", Shape.of(5));
    assertRefused(
        () -> x.add(b),
        ErrorCode.SHAPE_MISMATCH,
        "NN-1101 at add[float32[N, 3, 4], float32[5]] in layer net/layer_1 (",
        "expected shapes that broadcast",
        "found [N, 3, 4] and [5]");
  }

  @Test
  void typesAreNotConvertedSilently() {
    Tensor labels = Tensor.input("labels", TensorType.int32(Shape.batchOf(3, 4)), "");
    assertRefused(() -> x.add(labels), ErrorCode.TYPE_MISMATCH, "Convert with cast(...)");
    assertRefused(() -> labels.exp(), ErrorCode.TYPE_MISMATCH, "exp", "floating-point");
    assertRefused(() -> x.not(), ErrorCode.TYPE_MISMATCH, "not", "BOOL");
    assertThat(labels.cast(DataType.FLOAT32).add(x).shape()).isEqualTo(x.shape());
  }

  @Test
  void wrongAttributesAreRefused() {
    assertRefused(() -> x.sum(3), ErrorCode.AXIS_OUT_OF_RANGE, "rank 3", "found 3");
    assertRefused(() -> x.transpose(0, 1), ErrorCode.BAD_ATTRIBUTE, "permutation");
    assertRefused(() -> x.slice(1, 2, 2), ErrorCode.BAD_ATTRIBUTE, "slice inside dimension 3");
    assertRefused(() -> x.reshape(Shape.batchOf(13)), ErrorCode.SHAPE_MISMATCH, "12N", "13N");
    assertRefused(() -> x.sum(1, 1), ErrorCode.BAD_ATTRIBUTE, "different axes");
    assertRefused(() -> Window.of(0), ErrorCode.BAD_ATTRIBUTE, "kernel of at least 1");
  }

  @Test
  void productsNeedEqualInnerDimensions() {
    assertRefused(
        () -> x.matmul(floats("w", Shape.of(3, 5))),
        ErrorCode.SHAPE_MISMATCH,
        "matmul",
        "equal inner dimensions",
        "4 and 3");
  }

  @Test
  void aKernelLargerThanTheImageIsRefused() {
    Tensor image = floats("image", Shape.batchOf(1, 4, 4));
    Tensor weight = floats("weight", Shape.of(2, 1, 5, 5));
    assertRefused(
        () -> image.conv(weight, Window.of(5, 5), 1),
        ErrorCode.SHAPE_MISMATCH,
        "an input of at least 5 cells along spatial axis 0",
        "4 cells with padding");
    assertThat(image.conv(weight, Window.of(5, 5).padding(1), 1).shape())
        .isEqualTo(Shape.batchOf(2, 2, 2));
  }

  @Test
  void aLoopBodyMustReturnWhatItCarries() {
    Tensor start = floats("h", Shape.batchOf(2));
    Tensor steps = floats("s", Shape.of(Dim.of(7), Dim.N, Dim.of(2)));
    Loops.Step loop =
        Loops.scan(
            List.of(start),
            List.of(steps),
            false,
            (c, s) -> new Loops.Step(List.of(c.get(0).add(s.get(0))), List.of(c.get(0))));
    assertThat(loop.carries().get(0).shape()).isEqualTo(Shape.batchOf(2));
    assertThat(loop.emitted().get(0).shape()).hasToString("[7, N, 2]");
    assertRefused(
        () ->
            Loops.scan(
                List.of(start),
                List.of(steps),
                false,
                (c, s) -> new Loops.Step(List.of(c.get(0).sum(1)), List.of())),
        ErrorCode.SHAPE_MISMATCH,
        "carry 0 of the same type before and after a step");
  }

  @Test
  void aValueOfALoopBodyCannotLeaveItInSecret() {
    Tensor start = floats("h", Shape.batchOf(2));
    Tensor[] leaked = new Tensor[1];
    Loops.scan(
        3,
        List.of(start),
        List.of(),
        false,
        (c, s) -> {
          leaked[0] = c.get(0);
          return new Loops.Step(List.of(c.get(0).mul(2)), List.of());
        });
    assertRefused(
        () -> Graph.body(List.of(start.value()), List.of(leaked[0].add(1).value())),
        ErrorCode.ESCAPED_VALUE,
        "return it from the loop body".substring(1));
  }

  @Test
  void aCompositeMustNotReadVariablesDirectly() {
    Leaf.Variable op = new Leaf.Variable("w", TensorType.float32(Shape.of(4)), Leaf.Role.PARAMETER);
    Tensor w = Tensor.of(new Node(op, List.of(), "").output(0), "");
    assertRefused(
        () -> Composites.customGradient(List.of(x), a -> a.get(0).mul(w), (i, o, g) -> g),
        ErrorCode.ESCAPED_VALUE,
        "the variable 'w'",
        "Pass the parameter as one of the inputs");
  }
}
