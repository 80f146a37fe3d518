package org.neurite.benchmarks.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.benchmarks.neurite.NeuriteSubject;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;

/** Both libraries compute the same function of the same weights. */
class OnnxModelTest {
  @ParameterizedTest
  @ValueSource(strings = {"I1", "I2", "I3"})
  void onnxRuntimeAndNeuriteGiveTheSameAnswers(String id) throws Exception {
    Workload workload = Workload.of(id).orElseThrow();
    Samples samples = new Samples(workload);
    float[] expected = new float[workload.batch() * workload.network().outputs()];
    try (Neurite neurite = Neurite.create()) {
      Model model = NeuriteSubject.model(neurite, workload);
      Trained trained =
          new Trained(neurite.environment(), model, weights(model), List.of(), Map.of());
      try (ArrayPredictor predictor = trained.predictor()) {
        predictor.predict(samples.inputs(1), workload.batch(), expected);
      }
    }

    try (PredictionTask task = new PredictionTask(workload, samples, 1)) {
      task.step(1);
      assertThat(task.answers()).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
    }
    assertThat(expected[0]).isNotCloseTo(0, within(1e-6f));
  }

  private static Map<String, NDArray> weights(Model model) {
    Weights weights = new Weights();
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    int fanIn = 0;
    for (VariableSpec variable : model.variables()) {
      Shape shape = variable.shape();
      int count = Math.toIntExact(shape.elements(1));
      fanIn = shape.rank() > 1 ? count / shape.size(0) : fanIn;
      arrays.put(variable.name(), NDArray.of(weights.next(count, fanIn), shape));
    }
    return arrays;
  }
}
