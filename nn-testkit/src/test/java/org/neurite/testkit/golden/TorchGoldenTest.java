package org.neurite.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Relu;
import org.neurite.core.file.Safetensors;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Gru;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.layer.Padding;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.model.TorchWeights;
import org.neurite.core.predict.ArrayPredictor;

/**
 * State dicts with numbers of PyTorch, in a file as it lays them out: the networks answer as
 * PyTorch's did.
 */
class TorchGoldenTest {
  @TempDir private Path folder;

  private static GoldenCase golden(String name) {
    return GoldenFiles.list().stream()
        .flatMap(file -> GoldenFiles.read(file, List.of()).stream())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static NDArray single(NDArray array) {
    long[] sizes = array.shape().dims().stream().mapToLong(dim -> dim.size()).toArray();
    return NDArray.of(array.toFloats(), sizes);
  }

  /** What a network answers whose weights come from a file with these names. */
  private NDArray answer(Model model, Map<String, NDArray> state, NDArray input) {
    Path file = folder.resolve("state.safetensors");
    Map<String, NDArray> stored = new LinkedHashMap<>();
    state.forEach((name, array) -> stored.put(name, single(array)));
    new Safetensors(stored, Map.of("format", "pt")).write(file);
    TorchWeights torch = TorchWeights.of(model, Safetensors.read(file).tensors());
    assertThat(torch.match().unused()).isEmpty();
    assertThat(torch.match().missing()).isEmpty();
    try (ArrayPredictor predictor =
        new ArrayPredictor(DefaultBackend.ALONE.get(0), model, torch.match().complete(1))) {
      return predictor.predict(single(input));
    }
  }

  private static void near(GoldenCase golden, String kind, NDArray found, NDArray expected) {
    assertThat(golden.tolerance("float32", kind).difference(found, expected)).isEmpty();
  }

  /** The parameters of a layer's case, with the module's name before them. */
  private static Map<String, NDArray> state(GoldenCase golden, String module) {
    Map<String, NDArray> state = new LinkedHashMap<>();
    golden
        .inputs()
        .forEach(
            (name, array) -> {
              if (!name.equals("x")) {
                state.put(module + "." + name.replace("out_proj_", "out_proj."), array);
              }
            });
    return state;
  }

  @Test
  void aTrainedPerceptron() {
    GoldenCase iris = golden("iris_mlp_4_16_3_adam");
    Model model =
        new ModelBuilder("iris")
            .input(4)
            .layer(new Dense(16, new Relu()))
            .layer(new Dense(3))
            .build();
    Map<String, NDArray> state =
        Map.of(
            "net.0.weight", iris.outputs().get("final_w1"),
            "net.0.bias", iris.outputs().get("final_b1"),
            "net.2.weight", iris.outputs().get("final_w2"),
            "net.2.bias", iris.outputs().get("final_b2"));

    near(
        iris,
        "final_logits",
        answer(model, state, iris.input("x")),
        iris.outputs().get("final_logits"));
  }

  @Test
  void aConvolutionalNetwork() {
    GoldenCase lenet = golden("lenet_relu_maxpool_adam");
    Model model =
        new ModelBuilder("lenet")
            .input(1, 28, 28)
            .layer(new Conv2D(6, 5, Padding.SAME, new Relu()))
            .layer(new MaxPool2D(2))
            .layer(new Conv2D(16, 5, new Relu()))
            .layer(new MaxPool2D(2))
            .layer(new Flatten())
            .layer(new Dense(120, new Relu()))
            .layer(new Dense(84, new Relu()))
            .layer(new Dense(10))
            .build();
    Map<String, NDArray> state = new LinkedHashMap<>();
    lenet
        .inputs()
        .forEach(
            (name, array) -> {
              if (name.startsWith("init_")) { // init_conv1_weight is conv1.weight
                state.put(name.substring("init_".length()).replace('_', '.'), array);
              }
            });
    float[] pixels = lenet.input("x_pixels").toFloats();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] /= 255;
    }
    NDArray logits = answer(model, state, NDArray.of(pixels, 64, 1, 28, 28));

    assertThat(
            lenet
                .tolerance("float32", "losses")
                .allows(
                    crossEntropy(logits, lenet.input("y")), lenet.outputs().get("losses").get(0)))
        .isTrue();
  }

  private static double crossEntropy(NDArray logits, NDArray labels) {
    int classes = logits.shape().size(1);
    double sum = 0;
    for (int row = 0; row < labels.length(); row++) {
      double all = 0;
      for (int i = 0; i < classes; i++) {
        all += Math.exp(logits.get(row * classes + i));
      }
      sum += Math.log(all) - logits.get(row * classes + (int) labels.get(row));
    }
    return sum / labels.length();
  }

  @Test
  void aRecurrentNetwork() {
    GoldenCase lstm = golden("lstm_zero_state");
    Model one =
        new ModelBuilder("lstm")
            .input(5, 2)
            .layer("rnn", new Lstm(3, 1, false, true, true))
            .build();
    near(
        lstm, "forward", answer(one, state(lstm, "rnn"), lstm.input("x")), lstm.outputs().get("y"));

    GoldenCase gru = golden("gru_2layers");
    NDArray x = gru.input("x");
    int units = gru.attrs().get("hidden_size").intValue();
    Model two =
        new ModelBuilder("gru")
            .input(x.shape().size(1), x.shape().size(2))
            .layer("rnn", new Gru(units, 2, false, true, true))
            .build();
    near(gru, "forward", answer(two, state(gru, "rnn"), x), gru.outputs().get("y"));
  }

  @Test
  void attention() {
    GoldenCase golden = golden("mha_self");
    Model model =
        new ModelBuilder("attention").input(4, 8).layer("attn", new MultiHeadAttention(2)).build();
    near(
        golden,
        "forward",
        answer(model, state(golden, "attn"), golden.input("x")),
        golden.outputs().get("y"));
  }
}
