package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonTreeTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();
  private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY).build();

  @Property(tries = 300)
  void readsTheTreesThatTheMapperReads(@ForAll("objects") ObjectNode object) {
    String text = object.toString();
    assertThat(JsonTree.read(FACTORY, text)).hasValue((ObjectNode) MAPPER.readTree(text));
  }

  @Test
  void keepsTheKindsOfNumbersAndTheOrderOfNames() {
    String text =
        "{\"z\": 2147483647, \"y\": 2147483648, \"x\": 9223372036854775808, \"w\": 1e400, \"v\":"
            + " -0.0, \"u\": 1.0, \"t\": null, \"s\": [true, false, {}, []], \"\": \"\\u00e4\"}";
    ObjectNode read = JsonTree.read(FACTORY, text).orElseThrow();
    assertThat(read.toString()).isEqualTo(MAPPER.readTree(text).toString());
    assertThat(read.get("z").isInt()).isTrue();
    assertThat(read.get("y").isLong()).isTrue();
    assertThat(read.get("x").isBigInteger()).isTrue();
    assertThat(read.get("u").isDouble()).isTrue();
    assertThat(read).isEqualTo(MAPPER.readTree(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "[]",
        "null",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\": 1",
        "{\"a\": 1,}",
        "{\"a\": [1, }",
        "{\"a\": [1",
        "{\"a\": NaN}",
        "{\"a\": 01}",
        "{a: 1}",
        "{\"a\": 1, \"a\": 2}",
        "{\"b\": {\"a\": 1, \"a\": null}}",
        "{} {}",
        "{} x",
        "{}]"
      })
  void readsNothingElse(String text) {
    assertThat(JsonTree.read(FACTORY, text)).isEmpty();
  }

  @Test
  void stopsAtTheDepthThatTheFactoryAllows() {
    assertThat(JsonTree.read(FACTORY, nested(19))).isPresent();
    assertThat(JsonTree.read(FACTORY, nested(20))).isEmpty();
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return object(3);
  }

  private static Arbitrary<ObjectNode> object(int depth) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), value(depth))
        .ofMaxSize(5)
        .map(
            values -> {
              ObjectNode object = NODES.objectNode();
              values.forEach(object::set);
              return object;
            });
  }

  private static Arbitrary<ArrayNode> array(int depth) {
    return value(depth).list().ofMaxSize(4).map(values -> NODES.arrayNode().addAll(values));
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> plain =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12).map(NODES::stringNode),
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30))
                .map(JsonTreeTest::big),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.of(NODES.booleanNode(true), NODES.booleanNode(false), NODES.nullNode()));
    return depth == 0
        ? plain
        : Arbitraries.oneOf(
            plain,
            object(depth - 1).map(o -> (JsonNode) o),
            array(depth - 1).map(a -> (JsonNode) a));
  }

  private static JsonNode big(BigInteger value) {
    return NODES.numberNode(value);
  }
}
