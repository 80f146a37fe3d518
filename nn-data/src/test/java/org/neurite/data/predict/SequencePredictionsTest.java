package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Softmax;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Permute;
import org.neurite.core.model.Model;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.Table;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TextPreprocessing;

/** Series are asked with tables, texts with texts. */
class SequencePredictionsTest {
  private static final SeriesPreprocessing LOADS =
      new SeriesPreprocessing(
          List.of(NumberFeature.standardised("load", 100, 10, 100, false, 0)),
          3,
          1,
          new NumberTarget("load", 100, 10));
  private static final TextPreprocessing LETTERS = TextPreprocessing.of("abc ", 5);

  private final Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));

  @AfterEach
  void close() {
    neurite.close();
  }

  private Trained untrained(Model model, Preprocessing preprocessing) {
    return new Trained(neurite.environment(), model, model.initialWeights(5), List.of(), Map.of())
        .withPreprocessing(preprocessing.toJson());
  }

  private Trained loads() {
    return untrained(
        neurite.model("loads").input(3, 1).layer(new Flatten()).layer(new Dense(1)).build(), LOADS);
  }

  @Test
  void aSeriesIsForecastFromTheLastRowsOfATable() {
    try (TypedPredictor<Table, Double> tables = loads().predictor(Table.class, Double.class)) {
      Table table = table("load", 70, 80, 110, 120, 90);
      assertThat(tables.predict(table))
          .isEqualTo(100 + 10.0 * tables.network().predict(1, 2, -1)[0]);
      assertThatThrownBy(() -> tables.predict(table("load", 70, 80)))
          .hasMessage("NN-1706 at series: expected at least 3 rows, found 2 rows.");
      assertThatThrownBy(() -> tables.predict(table("lode", 70, 80, 90)))
          .hasMessageContaining(
              "NN-1704 at series: expected one of the columns lode, found 'load'");
    }
  }

  private static Table table(String column, double... values) {
    return Table.of("series", List.of(NumberColumn.of(column, values)));
  }

  /** Four letters; after each step, or after all of them; as logits, or as probabilities. */
  private Trained letters(boolean ofEachStep, boolean probabilities) {
    var embedded =
        neurite.model("letters").input(TensorType.int32(Shape.of(5))).layer(new Embedding(4, 3));
    Dense last = probabilities ? new Dense(4, new Softmax()) : new Dense(4);
    return untrained(
        ofEachStep
            ? embedded.layer(last).layer(new Permute(2, 1)).build()
            : embedded.layer(new Flatten()).layer(last).build(),
        LETTERS);
  }

  @Test
  void aTextIsAnsweredByItsNextCharacter() {
    for (boolean probabilities : new boolean[] {false, true}) {
      try (TypedPredictor<String, Classification> texts =
              letters(true, probabilities).predictor(String.class, Classification.class);
          TypedPredictor<String, String> next =
              letters(true, probabilities).predictor(String.class, String.class)) {
        float[] output = texts.network().predict(2, 1, 0, 3, 1);
        float[] scores = {output[4], output[9], output[14], output[19]};
        if (!probabilities) {
          ClassTarget.toProbabilities(scores);
        }
        Classification answer = texts.predict("aaaba ca");
        assertThat(answer.probabilities())
            .containsExactly(
                Map.entry(" ", (double) scores[0]),
                Map.entry("a", (double) scores[1]),
                Map.entry("b", (double) scores[2]),
                Map.entry("c", (double) scores[3]));
        assertThat(next.predict("ba ca")).isEqualTo(answer.label());
      }
    }
  }

  @Test
  void aNetworkThatAnswersOnceIsTakenAsItIs() {
    try (TypedPredictor<String, Classification> texts =
        letters(false, true).predictor(String.class, Classification.class)) {
      float[] scores = texts.network().predict(2, 1, 0, 3, 1);
      assertThat(texts.predict("ba ca").probabilities()).containsEntry("c", (double) scores[3]);
    }
  }

  @Test
  void mistakesSayWhere() {
    try (TypedPredictor<String, String> texts =
        letters(true, false).predictor(String.class, String.class)) {
      assertThatThrownBy(() -> texts.predict("abc"))
          .hasMessage(
              "NN-1402 at letters, text: expected at least 5 characters, of which the last are"
                  + " read, found 3 characters. Give more of what comes before.");
      assertThatThrownBy(() -> texts.predict("ab?ab"))
          .hasMessageContaining("NN-1703 at letters, text:1: expected one of the 4 characters");
      assertThatThrownBy(() -> texts.predict(null))
          .hasMessage("NN-1402 at letters, input of a predictor: expected a text, found null.");
    }
    assertThatThrownBy(() -> loads().predictor(String.class, Double.class))
        .hasMessageContaining("expected one of the types float[], NDArray, Table (its last rows),");
    Trained other = untrained(neurite.model("other").input(3).layer(new Dense(2)).build(), LOADS);
    assertThatThrownBy(() -> other.predictor(Table.class, float[].class))
        .hasMessageContaining("expected one of the types float[], NDArray, found org.neurite");
    assertThatThrownBy(() -> other.predictor(float[].class, Double.class))
        .as("a network with two outputs says nothing in the target's unit")
        .hasMessageContaining("expected one of the types float[], NDArray, found java.lang.Double");
  }
}
