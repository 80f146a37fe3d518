package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.TrainingException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.ModelBuilder;

class ParameterGroupTest {
  private static List<String> covered(String pattern) {
    ParameterGroup group = ParameterGroup.of(pattern);
    return List.of("dense_1.weight", "dense_10.bias", "body.dense_1.weight", "body.norm.bias")
        .stream()
        .filter(group::covers)
        .toList();
  }

  @Test
  void patternsMeanNamesOrAllThatIsInThem() {
    assertThat(covered("dense_1")).containsExactly("dense_1.weight");
    assertThat(covered("dense_1.weight")).containsExactly("dense_1.weight");
    assertThat(covered("body")).containsExactly("body.dense_1.weight", "body.norm.bias");
    assertThat(covered("dense_*")).containsExactly("dense_1.weight", "dense_10.bias");
    assertThat(covered("*.weight")).containsExactly("dense_1.weight");
    assertThat(covered("**.weight")).containsExactly("dense_1.weight", "body.dense_1.weight");
    assertThat(covered("*.*.bias")).containsExactly("body.norm.bias");
    assertThat(covered("**")).hasSize(4);
    assertThat(covered("dense.1")).isEmpty();
    assertThat(covered("ody")).isEmpty();
  }

  @Test
  void rejectsNumbersAndPatternsThatMeanNothing() {
    assertBad(() -> ParameterGroup.of(" "), "a pattern");
    assertBad(() -> ParameterGroup.of("**").rate(-1), "parameter group '**', rate");
    assertBad(() -> ParameterGroup.of("**").weightDecay(Double.NaN), "weight decay");
    Trainer trainer =
        new Trainer(
            TestEnvironment.reference(),
            new ModelBuilder("line").input(1).layer(new Dense(1)).build());
    assertBad(() -> trainer.accumulate(0), "accumulate");
    assertBad(() -> trainer.averageWeights(1), "average weights");
    assertBad(() -> trainer.clipByNorm(0), "clip by norm");
    Dataset data = new ArrayDataset(NDArray.of(new float[1], 1, 1), NDArray.of(new float[1], 1, 1));
    assertBad(
        () ->
            trainer
                .loss(new MeanSquaredError())
                .groups(ParameterGroup.of("dense_2").frozen())
                .fit(data),
        "expected a pattern for one of the parameters [dense_1.weight, dense_1.bias], found"
            + " 'dense_2'");
  }

  private static void assertBad(Runnable action, String part) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_OPTION))
        .hasMessageContaining(part);
  }
}
