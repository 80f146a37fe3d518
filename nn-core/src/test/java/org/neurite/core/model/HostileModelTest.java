package org.neurite.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.train.TestEnvironment;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Networks that a file may ask for and nobody can build. */
class HostileModelTest {
  private static final ModelCodec CODEC = new ModelCodec(TestEnvironment.reference().codec());

  private static void fails(ErrorCode code, String message, String shape, String... layers) {
    String json =
        "{\"name\":\"net\",\"input\":{\"type\":\"float32\",\"shape\":%s},"
            + "\"network\":{\"type\":\"sequential\",\"layers\":[%s]}}";
    ObjectNode model =
        (ObjectNode) JsonMapper.shared().readTree(json.formatted(shape, String.join(",", layers)));
    Map<String, NDArray> weights = Map.of("dense_1.weight", NDArray.of(new float[] {1, 2}, 1, 2));
    assertThatThrownBy(() -> CODEC.fromJson(model, weights, "net.nn"))
        .isInstanceOfSatisfying(
            ModelFormatException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("net.nn")
        .hasMessageContaining(message);
  }

  private static final String DENSE = "{\"type\":\"dense\",\"units\":%d}";

  @Test
  void endsWithTheFirstWeightThatTheFileDoesNotBring() {
    fails(
        ErrorCode.WEIGHTS_MISMATCH,
        "weight lstm_1.weight_ih_l0: expected an array of shape [4, 2], found none",
        "[3, 2]",
        "{\"type\":\"lstm\",\"units\":1,\"numLayers\":2147483647}");
    fails(
        ErrorCode.WEIGHTS_MISMATCH,
        "weight dense_1.weight: expected an array of shape [2000000000, 2], found [1, 2]",
        "[2]",
        DENSE.formatted(2_000_000_000));
    fails(
        ErrorCode.WEIGHTS_MISMATCH,
        "weight dense_1.bias: expected an array of shape [1], found none",
        "[2]",
        DENSE.formatted(1));
  }

  @Test
  void namesWhatIsNotThere() {
    fails(ErrorCode.UNKNOWN_COMPONENT, "found 'denze'", "[2]", "\"denze\"");
    fails(ErrorCode.BAD_SETTING, "units", "[2]", DENSE.formatted(0));
  }

  @Test
  void refusesSizesThatCannotBeComputedWith() {
    String many = "2147483647";
    fails(
        ErrorCode.BAD_MODEL_FILE,
        "expected a network of sizes that can be computed with, found java.lang.Arithmetic",
        "[%s,%s,%s,2]".formatted(many, many, many),
        "{\"type\":\"dense\",\"units\":1,\"bias\":false}");
    fails(
        ErrorCode.SHAPE_MISMATCH,
        "expected at most 4194304 numbers in a sequence, found 2147483647 steps of 4",
        "[4]",
        "{\"type\":\"repeat-vector\",\"times\":2147483647}",
        "\"positional-encoding\"");
    fails(ErrorCode.BAD_MODEL_FILE, "sizes of at least 1", "[12345678901234567890]", "\"flatten\"");
  }
}
