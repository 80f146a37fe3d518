package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.initializer.Constant;
import org.neurite.core.merge.Average;
import org.neurite.core.merge.Dot;
import org.neurite.core.merge.Maximum;
import org.neurite.core.merge.Minimum;
import org.neurite.core.merge.Multiply;
import org.neurite.core.merge.Subtract;
import org.neurite.core.model.Trace;
import org.neurite.core.testing.Evaluate;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

class SequenceLayersTest {
  private static final NDArray INDICES = NDArray.of(new int[] {0, 2, 2, 1}, 2, 2);

  @Test
  void embeddingLooksUpRows() {
    NDArray rows = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Trace trace = new Trace(true);
    Tensor x = Tensor.input("x", TensorType.int32(Shape.batchOf(2)), "net");
    Tensor y = trace.apply("net", "", new Embedding(3, 2), x);
    Graph graph =
        new Graph(List.of(x.value()), List.of(new Graph.Output("y", y.value())), List.of());
    NDArray found =
        ReferenceInterpreter.run(
                graph, Feeds.batch(2).input("x", INDICES).variables(Map.of("weight", rows)))
            .outputs()
            .get("y");

    assertThat(found.toDoubles()).containsExactly(1, 2, 5, 6, 5, 6, 3, 4);
  }

  @Test
  void paddingStartsAsZeros() {
    Trace trace = new Trace(true);
    Tensor x = Tensor.input("x", TensorType.int32(Shape.batchOf(2)), "net");
    trace.apply("net", "", new Embedding(3, 2, Optional.of(1), new Constant(7)), x);

    assertThat(trace.variables().get(0).initialValue(0).toDoubles())
        .containsExactly(7, 7, 0, 0, 7, 7);
  }

  @Test
  void embeddingNeedsIndices() {
    assertThatThrownBy(
            () -> Evaluate.output(new Embedding(3, 2), TensorType.float32(Shape.batchOf(2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at embedding in layer net: expected int32 indices");
    assertThatThrownBy(() -> new Embedding(3, 2, Optional.of(3), new Constant(0)))
        .hasMessageContaining("Embedding.paddingIndex: expected an index from 0 to 2");
  }

  @Test
  void permuteAndRepeatMoveNumbers() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
    assertThat(Evaluate.predict(new Permute(2, 1), x).toDoubles())
        .containsExactly(1, 4, 2, 5, 3, 6);
    NDArray row = NDArray.of(new double[] {1, 2}, 1, 2);
    NDArray repeated = Evaluate.predict(new RepeatVector(3), row);
    assertThat(repeated.shape()).isEqualTo(Shape.of(1, 3, 2));
    assertThat(repeated.toDoubles()).containsExactly(1, 2, 1, 2, 1, 2);
    assertThatThrownBy(() -> new Permute(1, 3)).hasMessageContaining("Permute.axes");
    assertThatThrownBy(() -> Evaluate.predict(new RepeatVector(2), x))
        .hasMessageContaining("repeat-vector");
    assertThatThrownBy(() -> Evaluate.predict(new Permute(1), x)).hasMessageContaining("rank 2");
  }

  @Test
  void mergesWorkElementByElement() {
    NDArray x = NDArray.of(new double[] {3, -4}, 1, 2);
    Layer same = new Flatten();
    Layer doubled = new Scale(2, false);
    assertThat(merged(new Multiply(), x, same, doubled)).containsExactly(18, 32);
    assertThat(merged(new Average(), x, same, doubled)).containsExactly(4.5, -6);
    assertThat(merged(new Maximum(), x, same, doubled)).containsExactly(6, -4);
    assertThat(merged(new Minimum(), x, same, doubled)).containsExactly(3, -8);
    assertThat(merged(new Subtract(), x, same, doubled)).containsExactly(-3, 4);
    assertThat(merged(new Dot(), x, same, doubled)).containsExactly(50);
    assertThat(merged(new Dot(true), x, same, doubled)[0]).isCloseTo(1, within(1e-9));
    NDArray small = NDArray.of(new double[] {3e-6, -4e-6}, 1, 2);
    assertThat(merged(new Dot(true), small, same, doubled)[0]).isCloseTo(1, within(1e-9));
    assertThat(merged(new Dot(true), NDArray.of(new double[2], 1, 2), same, doubled)[0]).isZero();
    for (Layer[] branches : new Layer[][] {{same}, {same, same, same}}) {
      assertThatThrownBy(() -> merged(new Dot(), x, branches))
          .isInstanceOf(ShapeException.class)
          .hasMessageStartingWith("NN-1101 at dot in layer net: expected two tensors, found")
          .hasMessageContaining("multiply");
    }
    assertThatThrownBy(() -> merged(new Multiply(), x, same, new Dense(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at multiply in layer net");
  }

  private static double[] merged(Merge merge, NDArray x, Layer... branches) {
    return Evaluate.predict(new Parallel(merge, branches), x).toDoubles();
  }
}
