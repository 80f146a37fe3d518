package org.neurite.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.ModelException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Relu;
import org.neurite.core.file.Safetensors;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MultiHeadAttention;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.TestEnvironment;

/** State dicts of PyTorch, laid out by hand as PyTorch's documentation describes them. */
class TorchWeightsTest {

  /** Some different numbers. */
  private static NDArray some(int first, long... shape) {
    long length = LongStream.of(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[(int) length];
    for (int i = 0; i < length; i++) {
      values[i] = (first + i) * 0.01f;
    }
    return NDArray.of(values, shape);
  }

  private static float[] predict(Model model, Map<String, NDArray> weights, float... input) {
    try (ArrayPredictor predictor =
        new ArrayPredictor(TestEnvironment.reference().backend(), model, weights)) {
      return predictor.predict(input);
    }
  }

  @Test
  void modulesOfOtherNamesAreFoundByOrderAndShape() {
    Model model =
        new ModelBuilder("net")
            .input(1, 4, 4)
            .layer(new Conv2D(2, 3, new Relu()))
            .layer(new BatchNorm())
            .layer(new Flatten())
            .layer(new Dense(5, new Relu()))
            .layer(new Dense(5))
            .layer("head", new Dense(3))
            .build();
    Map<String, NDArray> state = new LinkedHashMap<>(); // as a file sorts them
    state.put("features.0.bias", some(1, 2));
    state.put("features.0.weight", some(2, 2, 1, 3, 3));
    state.put("features.1.bias", some(3, 2));
    state.put("features.1.num_batches_tracked", NDArray.of(new int[] {7}, 1));
    state.put("features.1.running_mean", some(4, 2));
    state.put("features.1.running_var", some(5, 2));
    state.put("features.1.weight", some(6, 2));
    state.put("fc.10.bias", some(7, 5));
    state.put("fc.10.weight", some(8, 5, 5));
    state.put("fc.2.bias", some(9, 5));
    state.put("fc.2.weight", some(10, 5, 8));
    state.put("head.bias", some(11, 3));
    state.put("head.weight", some(12, 3, 5));
    TorchWeights torch = TorchWeights.of(model, state);

    assertThat(torch.modules())
        .containsExactly(
            Map.entry("conv2d_1", "features.0"),
            Map.entry("batch_norm_1", "features.1"),
            Map.entry("dense_1", "fc.2"),
            Map.entry("dense_2", "fc.10"));
    assertThat(torch.match().matched()).hasSize(12);
    assertThat(torch.match().matched().get("batch_norm_1.running_var")).isEqualTo(some(5, 2));
    assertThat(torch.match().matched().get("dense_2.weight")).isEqualTo(some(8, 5, 5));
    assertThat(torch)
        .hasToString(
            "conv2d_1 <- features.0\nbatch_norm_1 <- features.1\ndense_1 <- fc.2\n"
                + "dense_2 <- fc.10\n12 of 12 variables of net matched");
    assertThat(TorchWeights.export(torch.match().complete(1), torch.modules()))
        .containsEntry("features.0.weight", some(2, 2, 1, 3, 3))
        .containsEntry("head.bias", some(11, 3))
        .hasSize(12);
  }

  @Test
  void whatDoesNotFitIsReported() {
    Model model =
        new ModelBuilder("net").input(4).layer(new Dense(3)).layer("head", new Dense(2)).build();
    TorchWeights torch =
        TorchWeights.of(
            model,
            Map.of(
                "fc.weight", some(1, 3, 4),
                "head.weight", some(2, 5, 3),
                "head.bias", some(3, 2)));
    assertThat(torch.modules()).isEmpty();
    assertThat(torch.match().missing()).containsExactly("dense_1.weight", "dense_1.bias");
    assertThat(torch.match().misshaped())
        .containsEntry("head.weight", "expected [2, 3], found [5, 3]");
    assertThat(torch.match().unused()).containsExactly("fc.weight");
  }

  @Test
  void pairsCanBeStated() {
    Model model = new ModelBuilder("net").input(3).layer(new Dense(3)).layer(new Dense(3)).build();
    Map<String, NDArray> state =
        Map.of(
            "a.weight",
            some(1, 3, 3),
            "a.bias",
            some(2, 3),
            "b.weight",
            some(3, 3, 3),
            "b.bias",
            some(4, 3));
    WeightMatch unsure = TorchWeights.of(model, state).match();
    assertThat(unsure.matched()).isEmpty();
    assertThat(unsure.missing()).hasSize(4);
    assertThat(unsure.unused())
        .containsExactlyInAnyOrder("a.weight", "a.bias", "b.weight", "b.bias");
    TorchWeights swapped = TorchWeights.of(model, state, Map.of("dense_1", "b"));
    assertThat(swapped.match().matched().get("dense_1.bias")).isEqualTo(some(4, 3));
    assertThat(swapped.match().matched().get("dense_2.bias")).isEqualTo(some(2, 3));
  }

  @Test
  void aModuleOfALayersNameDoesNotReplaceTheStatedOne() {
    Model model = new ModelBuilder("net").input(3).layer("head", new Dense(3)).build();
    Map<String, NDArray> state = new LinkedHashMap<>();
    state.put("fc.weight", some(1, 3, 3));
    state.put("fc.bias", some(2, 3));
    state.put("head.weight", some(3, 3, 3));
    state.put("head.bias", some(4, 3));
    WeightMatch match = TorchWeights.of(model, state, Map.of("head", "fc")).match();
    assertThat(match.matched())
        .containsEntry("head.weight", some(1, 3, 3))
        .containsEntry("head.bias", some(2, 3));
    assertThat(match.unused()).containsExactly("head.weight", "head.bias");
  }

  @Test
  void aStatedModuleIsTakenFromTheLayerOfItsName() {
    Model model =
        new ModelBuilder("net")
            .input(3)
            .layer("one", new Dense(3))
            .layer("two", new Dense(3))
            .build();
    Map<String, NDArray> state =
        Map.of(
            "one.weight", some(1, 3, 3),
            "one.bias", some(2, 3),
            "two.weight", some(3, 3, 3),
            "two.bias", some(4, 3));
    WeightMatch match = TorchWeights.of(model, state, Map.of("one", "two")).match();
    assertThat(match.matched())
        .containsEntry("one.bias", some(4, 3))
        .containsEntry("two.bias", some(2, 3));
  }

  @Test
  void refusesPairsThatCannotBe() {
    Model model = new ModelBuilder("net").input(3).layer(new Dense(3)).layer(new Dense(3)).build();
    Map<String, NDArray> state = Map.of("a.weight", some(1, 3, 3), "a.bias", some(2, 3));
    assertThatThrownBy(() -> TorchWeights.of(model, state, Map.of("dense_3", "a")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NN-1303 at stated pairs")
        .hasMessageContaining("[dense_1, dense_2], found 'dense_3'");
    assertThatThrownBy(() -> TorchWeights.of(model, state, Map.of("dense_1", "a", "dense_2", "a")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("found 'a' for the layers [dense_1, dense_2]");
  }

  /** One step with zero states: {@code h = sigmoid(o) tanh(sigmoid(i) tanh(g))}. */
  @Test
  void gatesOfAnLstmStandInPyTorchsOrder() {
    Model model = new ModelBuilder("net").input(1, 1).layer("lstm", new Lstm(1)).build();
    Map<String, NDArray> state =
        Map.of(
            "lstm.weight_ih_l0", NDArray.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4, 1),
            "lstm.weight_hh_l0", NDArray.of(new float[] {5, 6, 7, 8}, 4, 1),
            "lstm.bias_ih_l0", NDArray.of(new float[] {0.01f, 0.02f, 0.03f, 0.04f}, 4),
            "lstm.bias_hh_l0", NDArray.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 4));
    TorchWeights torch = TorchWeights.of(model, state);
    assertThat(torch.match().missing()).isEmpty();
    double i = sigmoid(0.1 * 2 + 0.11);
    double g = Math.tanh(0.3 * 2 + 0.33);
    double o = sigmoid(0.4 * 2 + 0.44);
    assertThat((double) predict(model, torch.match().complete(1), 2)[0])
        .isCloseTo(o * Math.tanh(i * g), within(1e-6));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void attentionHasPyTorchsNames() {
    Model model =
        new ModelBuilder("net").input(2, 4).layer("attn", new MultiHeadAttention(2)).build();
    Map<String, NDArray> state =
        Map.of(
            "attn.in_proj_weight", some(1, 12, 4),
            "attn.in_proj_bias", some(2, 12),
            "attn.out_proj.weight", some(3, 4, 4),
            "attn.out_proj.bias", some(4, 4));
    assertThat(TorchWeights.of(model, state).match().matched()).hasSize(4);
  }

  /** A file as PyTorch's safetensors writes it, made byte by byte. */
  @Test
  void aFileOfPyTorchPredicts() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]}}";
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 32).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).putFloat(10).putFloat(20);
    for (int value = 1; value <= 6; value++) {
      bytes.putFloat(value);
    }
    Model model = new ModelBuilder("net").input(3).layer(new Dense(2)).build();
    Map<String, NDArray> state = Safetensors.read(bytes.array(), "pt").tensors();
    Map<String, NDArray> weights = TorchWeights.of(model, state).match().complete(1);
    assertThat(predict(model, weights, 1, 10, 100)).containsExactly(331, 674);
    assertThat(
            Safetensors.read(
                    new Safetensors(
                            TorchWeights.export(weights, Map.of("dense_1", "0")),
                            Map.of("format", "pt"))
                        .toBytes(),
                    "back")
                .tensors())
        .isEqualTo(state);
  }

  @Test
  void orderCountsNumbersAsNumbers() {
    Model model = new ModelBuilder("net").input(2).layer(new Dense(2)).layer(new Dense(2)).build();
    Map<String, NDArray> state =
        Map.of(
            "layers.10.weight",
            some(1, 2, 2),
            "layers.10.bias",
            some(2, 2),
            "layers.9.weight",
            some(3, 2, 2),
            "layers.9.bias",
            some(4, 2));
    assertThat(List.copyOf(TorchWeights.of(model, state).modules().values()))
        .containsExactly("layers.9", "layers.10");
  }
}
