package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Tanh;
import org.neurite.core.merge.InitialStates;
import org.neurite.core.model.GraphModel;
import org.neurite.core.model.GraphModelBuilder;
import org.neurite.core.testing.Evaluate;

/** Recurrent layers of a built network that begin with states from elsewhere. */
class InitialStatesTest {
  private static final int STEPS = 4;

  /** Sequences [2, 4, 3], cut in two after two steps. */
  private static NDArray sequences() {
    RandomStream random = new RandomStream(3, 1, 0);
    double[] values =
        IntStream.range(0, 24).mapToDouble(i -> 2 * random.uniformAt(i) - 1).toArray();
    return NDArray.of(values, 2, STEPS, 3);
  }

  static Stream<RecurrentLayer> layers() {
    return Stream.of(
        new SimpleRnn(2, 1, false, true, new Tanh(), true),
        new Gru(3, 1, false, true, true),
        new Lstm(2, 1, false, true, true),
        new Lstm(3, 1, false, false, false));
  }

  /** The second half from the states after the first must be what the whole gives. */
  @ParameterizedTest
  @MethodSource("layers")
  void goesOnWhereAnotherLeftOff(RecurrentLayer layer) {
    Layer halves =
        (ctx, x) -> {
          Tensor first = x.slice(1, 0, 2);
          Tensor states = ctx.child("first", new LastStates(layer), first);
          Layer second =
              (inner, rest) ->
                  new InitialStates(layer).apply(inner, List.of(rest, states.at(inner.path())));
          return ctx.child("second", second, x.slice(1, 2, 2));
        };
    double[] joined = predict(halves, "first.layer.", "second.layer.", layer);
    double[] whole = predict(layer, "", "", layer);
    double[] expected = whole;
    if (layer.returnSequences()) {
      int half = whole.length / 4;
      expected =
          Stream.of(
                  Arrays.copyOfRange(whole, half, 2 * half),
                  Arrays.copyOfRange(whole, 3 * half, whole.length))
              .flatMapToDouble(Arrays::stream)
              .toArray();
    }
    assertThat(joined).containsExactly(expected, within(1e-12));
  }

  private static double[] predict(Layer layer, String one, String two, RecurrentLayer inner) {
    Map<String, NDArray> weights = new java.util.HashMap<>();
    for (String name : Evaluate.variables(inner, TensorType.float32(Shape.batchOf(STEPS, 3)))) {
      int rows = inner.units() * (inner instanceof Lstm ? 4 : inner instanceof Gru ? 3 : 1);
      int columns = name.startsWith("weight_ih") ? 3 : name.startsWith("bias") ? 0 : inner.units();
      double[] values =
          IntStream.range(0, rows * Math.max(1, columns))
              .mapToDouble(i -> Math.sin(i + 1))
              .toArray();
      NDArray array = columns == 0 ? NDArray.of(values, rows) : NDArray.of(values, rows, columns);
      weights.put(one + name, array);
      weights.put(two + name, array);
    }
    return Evaluate.layer(layer, false, sequences(), weights).outputs().get("y").toDoubles();
  }

  /** Each direction of each layer begins with its own state. */
  @Test
  void takesOneStatePerLayerAndDirection() {
    Lstm layer = new Lstm(2, 2, true, true, true);
    double[] h = IntStream.range(0, 8).mapToDouble(i -> 0.1 * i).toArray();
    double[] c = IntStream.range(0, 8).mapToDouble(i -> -0.2 * i).toArray();
    Layer stated =
        (ctx, x) -> {
          List<Tensor> inputs = List.of(x, constant(x, h), constant(x, c));
          return new InitialStates(layer).apply(ctx, inputs);
        };
    Layer byHand =
        (ctx, x) ->
            ctx.child(
                "layer",
                (inner, in) ->
                    layer
                        .run(
                            inner,
                            in,
                            List.of(states(constant(in, h)), states(constant(in, c))),
                            Optional.empty())
                        .y(),
                x);
    double[] found = Evaluate.predict(stated, sequences()).toDoubles();
    assertThat(found)
        .containsExactly(Evaluate.predict(byHand, sequences()).toDoubles(), within(1e-12));
    Layer zeros = (ctx, x) -> ctx.child("layer", layer, x);
    assertThat(Evaluate.predict(zeros, sequences()).toDoubles()).isNotEqualTo(found);
  }

  /** The same states for each sample. */
  private static Tensor constant(Tensor x, double[] values) {
    Shape shape = Shape.of(x.dim(0), org.neurite.api.tensor.Dim.of(values.length));
    return x.constant(NDArray.of(values, values.length)).broadcastTo(shape);
  }

  private static List<Tensor> states(Tensor all) {
    return IntStream.range(0, 4).mapToObj(i -> all.slice(1, 2 * i, 2)).toList();
  }

  @Test
  void stepsBeyondTheLengthKeepTheState() {
    Gru layer = new Gru(2, 1, false, false, true);
    Merge merge = new InitialStates(layer, true);
    double[] h = {0.25, -0.75};
    Layer empty =
        (ctx, x) ->
            merge.apply(
                ctx, List.of(x, constant(x, h), x.constant(0).broadcastTo(Shape.of(x.dim(0)))));
    assertThat(Evaluate.predict(empty, sequences()).toDoubles())
        .containsExactly(0.25, -0.75, 0.25, -0.75);
  }

  @Test
  void anEncoderHandsItsStatesToADecoder() {
    GraphModel graph =
        new GraphModelBuilder("translate")
            .input("source", 5, 3)
            .input("target", 4, 2)
            .layer("thought", new LastStates(new Lstm(6, 2, true, true, true)), "source")
            .merge("told", new InitialStates(new Lstm(6, 2, true, true, true)), "target", "thought")
            .outputs("told")
            .build();
    assertThat(graph.outputs()).containsEntry("told", Shape.of(4, 12));
    assertThat(graph.model().variables().stream().map(v -> v.name()))
        .contains("graph.thought.layer.weight_ih_l1_reverse", "graph.told.layer.weight_ih_l0");
  }

  private static void assertMismatch(
      RecurrentLayer layer, boolean lengths, String text, int... sizes) {
    Layer merged =
        (ctx, x) -> {
          List<Tensor> inputs = new java.util.ArrayList<>(List.of(x));
          for (int size : sizes) {
            inputs.add(constant(x, new double[size]));
          }
          return new InitialStates(layer, lengths).apply(ctx, inputs);
        };
    assertThatThrownBy(() -> Evaluate.predict(merged, sequences()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("NN-1101 at initial-states in layer net: expected " + text);
  }

  @Test
  void saysWhichStatesItNeeds() {
    Gru gru = new Gru(3, 1, true, true, true);
    assertMismatch(gru, false, "a sequence [N, T, F], its hidden state [N, 6], found", 3);
    assertMismatch(gru, false, "a sequence [N, T, F], its hidden state [N, 6], found", 6, 6);
    Lstm lstm = new Lstm(3);
    String both =
        "a sequence [N, T, F], its hidden state [N, 3] and its cell state [N, 3], or both in one";
    assertMismatch(lstm, false, both, 3);
    assertMismatch(lstm, true, both + ", then lengths [N]", 3, 3);
    assertThatThrownBy(
            () ->
                Evaluate.predict(
                    (ctx, x) ->
                        lstm.run(
                                ctx,
                                x,
                                List.of(List.of(constant(x, new double[3]))),
                                Optional.empty())
                            .y(),
                    sequences()))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "NN-1101 at lstm in layer net: expected 1 states float32[N, 3] for each")
        .hasMessageContaining("of 2 kinds");
    Layer pairs = (ctx, x) -> lstm.apply(ctx, x, x.gt(0));
    assertThatThrownBy(() -> Evaluate.predict(pairs, sequences()))
        .hasMessageContaining("NN-1101 at lstm in layer net: expected a mask of the steps [N, 4]");
  }
}
