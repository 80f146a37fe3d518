package org.neurite.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.file.ModelArchive;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Residual;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;

/** A model file outlives the plugin that it was saved with. */
class SavedWithAPluginTest {
  @TempDir private Path folder;

  private static Trained train(Neurite neurite) {
    Layer scale =
        neurite
            .environment()
            .codec()
            .parse(Layer.class, "{\"type\": \"acme:scale\", \"factor\": 3}");
    Model model =
        neurite.model("line").input(2).layer(new Residual(scale)).layer(new Dense(1)).build();
    NDArray x = NDArray.of(new float[] {1, 2, 3, 4}, 2, 2);
    return neurite
        .trainer(model)
        .loss(new MeanSquaredError())
        .fit(new ArrayDataset(x, NDArray.of(new float[] {1, 2}, 2, 1)));
  }

  private static float predict(Neurite neurite, Path file) {
    try (ArrayPredictor predictor = neurite.load(file).predictor()) {
      return predictor.predict(1, 2)[0];
    }
  }

  @Test
  void withoutThePluginTheErrorNamesComponentSettingsAndJar() throws IOException {
    Path jar = new Jar(folder, "acme-scales-1.2").layer("Scale", "acme:scale").build();
    Path file = folder.resolve("line.nn");
    float predicted;
    try (URLClassLoader loader = Jar.loader(jar);
        Neurite neurite = Neurite.create(new NeuriteModule().classLoaders(List.of(loader)))) {
      train(neurite).save(file);
      predicted = predict(neurite, file);
    }
    byte[] bytes = Files.readAllBytes(file);

    try (Neurite without = Neurite.create()) {
      assertThatThrownBy(() -> without.load(file))
          .hasMessageStartingWith("NN-1201 at " + file + ", network.layers[0].layer.body: ")
          .hasMessageContaining(
              "found 'acme:scale'. The file was saved with"
                  + " {\"type\":\"acme:scale\",\"factor\":3.0} of acme-scales-1.2.jar.");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      assertThat(ModelArchive.read(file).weights()).containsKey("dense_1.weight");

      try (URLClassLoader loader = Jar.loader(jar)) {
        without.registry().reload(loader);
        assertThat(predict(without, file)).isEqualTo(predicted);
      }
    }
  }
}
