package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Tanh;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.GraphLayer;
import org.neurite.core.layer.Gru;
import org.neurite.core.loss.JointLoss;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Concat;
import org.neurite.core.merge.SequenceLengths;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.MeanAbsoluteErrorMetric;
import org.neurite.core.model.GraphModel;
import org.neurite.core.model.GraphModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.predict.ArrayPredictor;

class GraphModelTest {
  private static final int ROWS = 60;

  /** A word, two numbers; their class and their sum. */
  private static GraphModel graph() {
    return new GraphModelBuilder("offers")
        .indices("word", 1)
        .input("numbers", 2)
        .layer("vector", new Embedding(3, 4), "word")
        .layer("flat", new Flatten(), "vector")
        .merge("all", new Concat(), "flat", "numbers")
        .layer("hidden", new Dense(16, new Tanh()), "all")
        .layer("kind", new Dense(3), "hidden")
        .layer("price", new Dense(1), "all")
        .outputs("kind", "price")
        .build();
  }

  private static final RandomStream RANDOM = new RandomStream(5, 5, 0);

  private static Map<String, NDArray> inputs() {
    int[] words = new int[ROWS];
    float[] numbers = new float[2 * ROWS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) RANDOM.uniformAt(i);
    }
    for (int i = 0; i < ROWS; i++) {
      words[i] = i % 3;
    }
    return Map.of("word", NDArray.of(words, ROWS, 1), "numbers", NDArray.of(numbers, ROWS, 2));
  }

  private static Map<String, NDArray> targets() {
    int[] kinds = new int[ROWS];
    float[] prices = new float[ROWS];
    NDArray numbers = inputs().get("numbers");
    for (int i = 0; i < ROWS; i++) {
      kinds[i] = (i + 1) % 3;
      prices[i] = (float) (numbers.get(2 * i) - 2 * numbers.get(2 * i + 1));
    }
    return Map.of("kind", NDArray.of(kinds, ROWS), "price", NDArray.of(prices, ROWS, 1));
  }

  private static JointLoss loss(GraphModel graph, double priceWeight) {
    return graph.loss(
        Map.of("kind", new SoftmaxCrossEntropy(), "price", new MeanSquaredError()),
        Map.of("price", priceWeight));
  }

  private static Dataset data(GraphModel graph) {
    return new ArrayDataset(graph.inputs(inputs()), graph.targets(targets()));
  }

  @Test
  void learnsTwoThingsFromTwoInputsAndSurvivesItsFile(@TempDir Path folder) {
    GraphModel graph = graph();
    JointLoss loss = loss(graph, 2);
    Trained trained =
        new Trainer(TestEnvironment.reference(), graph.model())
            .loss(loss)
            .optimizer(new Adam(0.02))
            .batchSize(16)
            .epochs(60)
            .validation(data(graph))
            .metrics(
                loss.metric("kind", new Accuracy()),
                loss.metric("price", new MeanAbsoluteErrorMetric()))
            .fit(data(graph));
    Map<String, Double> last = trained.history().get(59).values();
    assertThat(last.get("val_kind.accuracy")).isEqualTo(1);
    assertThat(last.get("val_price.mae")).isLessThan(0.1);

    trained.save(folder.resolve("offers.nn"));
    Trained loaded = Trained.load(TestEnvironment.reference(), folder.resolve("offers.nn"));
    try (ArrayPredictor predictor = loaded.predictor()) {
      Map<String, NDArray> found = graph.outputs(predictor.predict(graph.inputs(inputs())));
      assertThat(found.get("kind").shape()).isEqualTo(Shape.of(ROWS, 3));
      assertThat(found.get("price").get(7)).isCloseTo(targets().get("price").get(7), within(0.3));
    }
    assertThat(trained.inspector().activations("graph.flat", graph.inputs(inputs())).shape())
        .isEqualTo(Shape.of(ROWS, 4));
  }

  @Test
  void theJointLossIsTheWeightedSumOfTheMeanLosses() {
    GraphModel graph = graph();
    Trained untrained =
        new Trainer(TestEnvironment.reference(), graph.model())
            .loss(loss(graph, 1))
            .optimizer(new Sgd(0))
            .fit(data(graph));
    double kinds = untrained.evaluate(data(graph), loss(graph, 0)).get("loss");
    double both = untrained.evaluate(data(graph), loss(graph, 1)).get("loss");
    double twice = untrained.evaluate(data(graph), loss(graph, 2)).get("loss");
    assertThat(twice - both).isCloseTo(both - kinds, within(1e-5));
    try (ArrayPredictor predictor = untrained.predictor()) {
      NDArray price = graph.outputs(predictor.predict(graph.inputs(inputs()))).get("price");
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += Math.pow(price.get(i) - targets().get("price").get(i), 2);
      }
      assertThat(both - kinds).isCloseTo(sum / ROWS, within(1e-5));
    }
  }

  @Test
  void classWeightsOfOneLossHoldInTheSum() {
    GraphModel graph = graph();
    SoftmaxCrossEntropy plain = new SoftmaxCrossEntropy();
    SoftmaxCrossEntropy doubled =
        new SoftmaxCrossEntropy(List.of(2.0, 2.0, 2.0), 0, Optional.empty());
    Trained trained =
        new Trainer(TestEnvironment.reference(), graph.model())
            .loss(loss(graph, 1))
            .fit(data(graph));
    Map<String, Double> none = Map.of("price", 0.0);
    assertThat(
            trained
                .evaluate(
                    data(graph),
                    graph.loss(Map.of("kind", doubled, "price", new MeanSquaredError()), none))
                .get("loss"))
        .isCloseTo(
            trained
                .evaluate(
                    data(graph),
                    graph.loss(Map.of("kind", plain, "price", new MeanSquaredError()), none))
                .get("loss"),
            within(1e-6));
  }

  @Test
  void oneInputAndOneOutputNeedNoPacking() {
    GraphModel graph =
        new GraphModelBuilder("diamond")
            .input("x", 3)
            .layer("left", new Dense(2), "x")
            .layer("right", new Dense(2, new Tanh()), "x")
            .merge("sum", new Add(), "left", "right")
            .outputs("sum")
            .build();
    assertThat(graph.model().inputType().shape()).hasToString("[N, 3]");
    assertThat(graph.model().outputType().shape()).hasToString("[N, 2]");
    NDArray x = NDArray.of(new float[6], 2, 3);
    assertThat(graph.inputs(Map.of("x", x))).isSameAs(x);
    NDArray y = NDArray.of(new float[4], 2, 2);
    assertThat(graph.outputs(y).get("sum")).isEqualTo(y);
    assertBad(() -> graph.loss(Map.of("sum", new MeanSquaredError())), "several outputs");
  }

  @Test
  void sequencesComeWithTheirLengths() {
    GraphModel graph =
        new GraphModelBuilder("texts")
            .input("steps", 3, 2)
            .indices("length", 1)
            .merge(
                "read", new SequenceLengths(new Gru(2, 1, false, false, true)), "steps", "length")
            .outputs("read")
            .build();
    NDArray steps = NDArray.of(new float[] {1, 2, 3, 4, 9, 9, 1, 2, 3, 4, -7, 5}, 2, 3, 2);
    NDArray two =
        graph.inputs(Map.of("steps", steps, "length", NDArray.of(new int[] {2, 2}, 2, 1)));
    NDArray three =
        graph.inputs(Map.of("steps", steps, "length", NDArray.of(new int[] {3, 3}, 2, 1)));
    Trained trained =
        new Trained(
            TestEnvironment.reference(),
            graph.model(),
            graph.model().initialWeights(1),
            List.of(),
            Map.of());
    try (ArrayPredictor predictor = trained.predictor()) {
      NDArray short2 = predictor.predict(two);
      assertThat(short2.get(0)).isEqualTo(short2.get(2));
      NDArray long3 = predictor.predict(three);
      assertThat(long3.get(0)).isNotEqualTo(long3.get(2));
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    GraphModel graph = graph();
    assertBad(() -> graph.inputs(Map.of("word", inputs().get("word"))), "inputs named [word");
    assertBad(
        () ->
            graph.inputs(
                Map.of("word", inputs().get("numbers"), "numbers", inputs().get("numbers"))),
        "an input 'word' of shape [N, 1]");
    assertBad(
        () ->
            graph.targets(
                Map.of("kind", NDArray.of(new int[1], 1), "price", targets().get("price"))),
        "equally many samples");
    assertBad(() -> graph.loss(Map.of("kind", new SoftmaxCrossEntropy())), "losses named [kind");
    GraphModelBuilder twice =
        new GraphModelBuilder("net").input("x", 1).layer("a", new Dense(1), "x");
    assertThatThrownBy(() -> twice.layer("a", new Dense(1), "x")).hasMessageContaining("'a' twice");
    assertThatThrownBy(() -> new GraphModelBuilder("net").input("x", 1).input("x", 2))
        .hasMessageContaining(
            "NN-1302 at net: expected inputs of different names, found 'x' twice");
    // As many columns as the prediction has, but not those that the losses look at.
    Map<String, NDArray> oneHot =
        Map.of("kind", NDArray.of(new float[3 * ROWS], ROWS, 3), "price", targets().get("price"));
    Dataset wrong = new ArrayDataset(graph.inputs(inputs()), graph.targets(oneHot));
    assertThatThrownBy(
            () ->
                new Trainer(TestEnvironment.reference(), graph.model())
                    .loss(loss(graph, 1))
                    .fit(wrong))
        .hasMessageContaining("NN-1101 at joint")
        .hasMessageContaining("expected targets float32[N, 2] of [kind [], price [1]]")
        .hasMessageContaining("found float32[N, 4]");
    assertThatThrownBy(
            () ->
                new GraphModelBuilder("net")
                    .input("x", 1)
                    .layer("a", new Dense(1), "b")
                    .outputs("a")
                    .build())
        .hasMessageContaining("inputs or earlier names for 'a', one for a layer, found [b]");
    assertThatThrownBy(() -> new GraphModelBuilder("net").input("x", 1).build())
        .hasMessageContaining("GraphLayer.outputs: expected names among [x]");
    assertThatThrownBy(() -> loss(graph, -1)).hasMessageContaining("JointLoss.weights");
    assertThatThrownBy(() -> loss(graph, 1).metric("colour", new Accuracy()))
        .hasMessageContaining("one of the outputs [kind, price]");
    GraphLayer layer =
        new GraphLayer(
            Map.of("x", List.of(1)),
            List.of(),
            Map.of("a", new Dense(1)),
            Map.of(),
            Map.of("a", List.of("x")),
            List.of("a"));
    assertThat(layer.outputs()).containsExactly("a");
  }

  private static void assertBad(Runnable action, String part) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            NeuriteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL))
        .hasMessageContaining(part);
  }
}
