package org.neurite.backend.jvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class ScanKernelTest {
  /** Rows enough for groups of them, and fewer where there is room for many. */
  private static final int[][] MANY_ROWS = {{40, 40}, {70, 65}, {32, 17}, {64, 1}};

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static Graph body(List<Tensor> inputs, Tensor... outputs) {
    return Graph.body(
        inputs.stream().map(Tensor::value).toList(),
        List.of(outputs).stream().map(Tensor::value).toList());
  }

  private static List<Tensor> inputs(TensorType... types) {
    List<Tensor> inputs = new ArrayList<>();
    for (TensorType type : types) {
      inputs.add(Tensor.input("x", type, "net/rnn"));
    }
    return inputs;
  }

  /** h' = tanh(x W + h U), which also emits h' and twice the slice. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recurrentNetworksMatchTheReference(boolean reverse) {
    Dim f = Dim.of(5);
    Dim h = Dim.of(7);
    List<Tensor> in = inputs(f32(Dim.N, h), f32(Dim.N, f), f32(f, h), f32(h, h));
    Tensor next = in.get(1).matmul(in.get(2)).add(in.get(0).matmul(in.get(3))).tanh();
    Scan op = new Scan(body(in, next, next, in.get(1).mul(2)), 1, 1, 6, reverse);
    Trial.of(op, f32(Dim.N, h), f32(Dim.of(6), Dim.N, f), f32(f, h), f32(h, h))
        .within(1e-5, 1e-5)
        .sizes(new int[] {1, 1}, new int[] {8, 1}, new int[] {8, 3}, new int[] {8, 8})
        .matchesReference();
    Trial.of(op, f32(Dim.N, h), f32(Dim.of(6), Dim.N, f), f32(f, h), f32(h, h))
        .within(1e-5, 1e-5)
        .sizes(MANY_ROWS)
        .matchesReference();
  }

  /** Everything that keeps rows apart, with a slice that all rows share. */
  @Test
  void rowsThatDoNotMeetAreTakenThroughInGroups() {
    Dim f = Dim.of(6);
    List<Tensor> in = inputs(f32(Dim.N, f), f32(Dim.N, f), f32(f), f32(f, f));
    Tensor state = in.get(0);
    Tensor pairs = state.reshape(Shape.of(Dim.N, Dim.of(2), Dim.of(3)));
    Tensor turned = pairs.transpose(0, 2, 1).reshape(Shape.of(Dim.N, f)).matmul(in.get(3));
    Tensor largest = state.reduceMaxKeepDims(1);
    Tensor joined =
        Tensor.concat(1, state.slice(1, 0, 2), turned.slice(1, 2, 4))
            .add(state.slice(1, 0, 5).pad(1, 1, 0, 0.5));
    Tensor next = joined.add(in.get(1)).mul(in.get(2)).sub(largest).tanh();
    Scan op = new Scan(body(in, next, next.mul(turned), largest), 1, 2, 9, false);
    Trial.of(op, f32(Dim.N, f), f32(Dim.of(9), Dim.N, f), f32(Dim.of(9), f), f32(f, f))
        .within(1e-5, 1e-5)
        .sizes(MANY_ROWS)
        .matchesReference();
  }

  @Test
  void rowsThatMeetStayTogether() {
    Dim f = Dim.of(6);
    TensorType rows = f32(Dim.N, f);
    List<Tensor> mean = inputs(rows);
    Tensor x = mean.get(0);
    matches(body(mean, x.sub(x.mean(0))), rows);
    List<Tensor> total = inputs(rows, f32(f));
    matches(
        body(total, total.get(0).mul(0.5), total.get(1).add(total.get(0).sum(0))), rows, f32(f));
    List<Tensor> turned = inputs(rows);
    Tensor y = turned.get(0);
    matches(
        body(turned, y.matmul(y, true, false).matmul(y, false, true).transpose(1, 0).mul(0.01)),
        rows);
    List<Tensor> captured = inputs(rows, rows);
    matches(
        Graph.body(
            List.of(captured.get(0).value(), captured.get(1).value()),
            List.of(captured.get(0).add(captured.get(1)).mul(0.5).value())),
        1,
        rows,
        rows);
  }

  private static void matches(Graph body, TensorType... carries) {
    matches(body, carries.length, carries);
  }

  private static void matches(Graph body, int carries, TensorType... operands) {
    Scan op = new Scan(body, carries, 0, 3, false);
    Trial trial = Trial.of(op, operands);
    assertThat(RowWise.holds(op, trial.loop())).isFalse();
    trial.within(1e-4, 1e-4).sizes(MANY_ROWS).matchesReference();
  }

  /** Fibonacci: the carries change places, so that copying them one by one would go wrong. */
  @Test
  void carriesMayChangePlaces() {
    TensorType number = TensorType.int32(Shape.SCALAR);
    List<Tensor> in = inputs(number, number);
    Scan op = new Scan(body(in, in.get(1), in.get(0).add(in.get(1))), 2, 0, 10, false);
    float[][] results = Trial.of(op, number, number).run(1, 1, 1, new float[] {0}, new float[] {1});
    assertThat(results[0]).containsExactly(55);
    assertThat(results[1]).containsExactly(89);
    assertThat(results[2]).containsExactly(0, 1, 1, 2, 3, 5, 8, 13, 21, 34);
  }

  @Test
  void aLoopMayOnlyMapOrOnlyRepeat() {
    List<Tensor> slice = inputs(f32(Dim.N, Dim.of(2)));
    Trial.of(
            new Scan(body(slice, slice.get(0).exp()), 0, 1, 3, true),
            f32(Dim.of(3), Dim.N, Dim.of(2)))
        .matchesReference();
    List<Tensor> carry = inputs(f32(Dim.N));
    Trial.of(new Scan(body(carry, carry.get(0).mul(0.5)), 1, 0, 4, false), f32(Dim.N))
        .matchesReference();
  }

  @Test
  void aBodyHasConstantsAndInnerLoops() {
    List<Tensor> inner = inputs(f32(Dim.N), f32(Dim.N));
    Graph innerBody = body(inner, inner.get(0).add(inner.get(1)).mul(0.5));
    List<Tensor> outer = inputs(f32(Dim.N), f32(Dim.of(3), Dim.N));
    Tensor sum =
        Tensor.apply(new Scan(innerBody, 1, 1, 3, false), outer.get(0), outer.get(1)).sub(1.25);
    Scan op = new Scan(body(outer, sum), 1, 1, 2, false);
    Trial.of(op, f32(Dim.N), f32(Dim.of(2), Dim.of(3), Dim.N)).matchesReference();
  }

  @Test
  void capturedIntegersSelect() {
    TensorType indices = new TensorType(DataType.INT32, Shape.of(2));
    List<Tensor> in = inputs(f32(Dim.of(2)), f32(Dim.of(4)), indices);
    Tensor next = in.get(0).add(in.get(1).gather(in.get(2), 0));
    Scan op = new Scan(body(in, next), 1, 1, 2, false);
    float[] table = {1, 2, 3, 4, 10, 20, 30, 40};
    assertThat(
            Trial.of(op, f32(Dim.of(2)), f32(Dim.of(2), Dim.of(4)), indices)
                .run(1, 1, 1, new float[] {0, 100}, table, new float[] {3, 0})[0])
        .containsExactly(44, 111);
  }
}
