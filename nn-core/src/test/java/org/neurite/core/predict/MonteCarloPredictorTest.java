package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.neurite.api.ModelException;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.AlphaDropout;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.SpatialDropout;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.Trained;

class MonteCarloPredictorTest {
  private static final Environment ENVIRONMENT =
      new Environment(Nets.BACKEND, new ComponentCodec(ComponentRegistry.builtIn()));
  private static final float[] SAMPLE = {1, 2, 3};

  /** Adds three numbers, each of which is dropped with probability one half. */
  private static Trained sum() {
    Model model =
        new ModelBuilder("sum")
            .input(3)
            .layer(new BatchNorm())
            .layer(new Dropout(0.5))
            .layer("sum", new Dense(1))
            .build();
    Map<String, NDArray> weights = new java.util.LinkedHashMap<>(model.initialWeights(1));
    weights.put("sum.weight", NDArray.of(new float[] {1, 1, 1}, 1, 3));
    return new Trained(ENVIRONMENT, model, weights, List.of(), Map.of());
  }

  private static List<Float> answers(Trained trained, MonteCarlo settings, float... sample) {
    try (Predictor<float[], List<Float>> predictor =
        trained.monteCarlo(
            float[].class,
            float[].class,
            settings,
            passes -> passes.stream().map(pass -> pass[0]).toList())) {
      return predictor.predict(sample);
    }
  }

  @Test
  void dropoutIsActiveAndNothingElse() {
    List<Float> answers = answers(sum(), MonteCarlo.DEFAULT.passes(1000), SAMPLE);
    assertThat(answers).hasSize(1000);
    // Each number counts twice or not at all; batch normalisation divides by sqrt(1 + 1e-5).
    assertThat(new TreeSet<>(answers.stream().map(Math::round).toList()))
        .containsExactly(0, 2, 4, 6, 8, 10, 12);
    assertThat(answers.stream().mapToDouble(a -> a).average().orElseThrow())
        .isCloseTo(6, within(0.4)); // standard error sqrt(14 / 1000) = 0.12
  }

  @Test
  void theSeedDecidesAndNothingElseDoes() {
    MonteCarlo settings = MonteCarlo.DEFAULT.passes(300).seed(7);
    List<Float> first = answers(sum(), settings, SAMPLE);
    assertThat(answers(sum(), settings, SAMPLE)).isEqualTo(first);
    assertThat(answers(sum(), settings.passes(20), SAMPLE)).isEqualTo(first.subList(0, 20));
    assertThat(answers(sum(), settings.seed(8), SAMPLE)).isNotEqualTo(first);
    assertThat(first.subList(0, 256)).isNotEqualTo(first.subList(44, 300));
  }

  @Test
  void anIntervalHoldsMostAnswers() {
    Interval interval =
        Interval.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0), 0.8);
    assertThat(interval.mean()).isEqualTo(6);
    assertThat(interval.deviation()).isCloseTo(Math.sqrt(11), within(1e-12));
    assertThat(interval.lower()).isCloseTo(2, within(1e-12));
    assertThat(interval.upper()).isCloseTo(10, within(1e-12));
    assertThatThrownBy(() -> Interval.of(List.of(1.0), 0.9))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NN-1404 at prediction interval");
    assertThatThrownBy(() -> Interval.of(List.of(1.0, 2.0), 1))
        .hasMessageContaining("2 answers and level 1.0");
  }

  @Test
  void aNetworkWithoutDropoutIsRefused() {
    Model plain = new ModelBuilder("plain").input(3).layer(new Dense(1)).build();
    Trained trained = new Trained(ENVIRONMENT, plain, plain.initialWeights(1), List.of(), Map.of());
    assertThatThrownBy(() -> answers(trained, MonteCarlo.DEFAULT, SAMPLE))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "NN-1301 at plain, Monte-Carlo dropout: expected a network with dropout, found none"
                + " that drops anything: every pass would answer the same. Train it with a Dropout"
                + " layer, for instance before the last Dense.");
    assertThatThrownBy(() -> MonteCarlo.DEFAULT.passes(1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected at least 2 passes, found 1");
  }

  @Test
  void dropoutThatDropsNothingIsRefused() {
    for (Layer nothing : List.of(new Dropout(0), new SpatialDropout(0), new AlphaDropout(0))) {
      Model model = new ModelBuilder("idle").input(3, 2).layer(nothing).layer(new Dense(1)).build();
      Trained idle = new Trained(ENVIRONMENT, model, model.initialWeights(1), List.of(), Map.of());
      assertThatThrownBy(() -> answers(idle, MonteCarlo.DEFAULT, 1, 2, 3, 4, 5, 6))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("NN-1301 at idle, Monte-Carlo dropout");
    }
  }
}
