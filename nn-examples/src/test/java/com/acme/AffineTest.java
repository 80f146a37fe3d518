package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.component.Initializer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.initializer.He;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;
import org.neurite.examples.house.Repository;

/** A dense layer of somebody else's: as short as the page says, and as good as the built-in one. */
class AffineTest {
  @ParameterizedTest
  @CsvSource({"Affine, 20", "AffineProvider, 2", "AffineContractTest, 6"})
  void isShort(String file, int most) throws IOException {
    Path source = Repository.root().resolve("nn-examples/src/test/java/com/acme/" + file + ".java");
    List<String> code =
        Files.readAllLines(source).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("*") && !line.startsWith("/*"))
            .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
            .toList();
    assertThat(code).hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void computesWhatDenseDoes() {
    NDArray x = NDArray.of(new float[] {1, 2, 3, -4, 0.5f, 6}, 2, 3);
    try (Neurite neurite = Neurite.create()) {
      Model own = neurite.model("own").input(3).layer(new Affine(4, new He())).build();
      Model built = neurite.model("built").input(3).layer(new Dense(4)).build();
      NDArray weight = own.initialWeights(3).get("affine_1.weight");
      NDArray bias = NDArray.of(new float[4], 4);
      assertThat(predicted(neurite, own, "affine_1", weight, bias, x))
          .isEqualTo(predicted(neurite, built, "dense_1", weight, bias, x));
    }
  }

  private static NDArray predicted(
      Neurite neurite, Model model, String layer, NDArray weight, NDArray bias, NDArray x) {
    Trained trained =
        new Trained(
            neurite.environment(),
            model,
            Map.of(layer + ".weight", weight, layer + ".bias", bias),
            List.of(),
            Map.of());
    try (ArrayPredictor predictor = trained.predictor()) {
      return predictor.predict(x);
    }
  }

  @Test
  void firstWeightsAreASetting() {
    try (Neurite neurite = Neurite.create()) {
      Initializer ones = Initializer.ones();
      Model model = neurite.model("m").input(2).layer(new Affine(1, ones)).build();
      assertThat(model.initialWeights(1).get("affine_1.weight").toFloats()).containsOnly(1);
    }
  }
}
