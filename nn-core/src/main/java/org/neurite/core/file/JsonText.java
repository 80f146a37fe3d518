package org.neurite.core.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.neurite.api.ModelFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON within limits, and writes it alike on every machine. */
final class JsonText {
  /** Deepest nesting: far above what 64 nested components need. */
  private static final int DEEPEST = 200;

  /** Bounds the memory of a tree. */
  private static final int MOST_TOKENS = 1_000_000;

  /** Longest text in one piece, in characters. */
  private static final int LONGEST_STRING = 1_000_000;

  /** Longest JSON entry of an archive, in bytes. */
  static final int LONGEST_ENTRY = 8 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxTokenCount(MOST_TOKENS)
                  .maxNumberLength(100)
                  .maxNameLength(10_000)
                  .maxStringLength(LONGEST_STRING)
                  .build())
          // Not Double.toString, whose digits depend on the JDK.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  /**
   * Made at first use: it takes a tenth of a second, which reading a sound file need not wait for.
   */
  private static final class Mapper {
    private static final JsonMapper JSON =
        JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  private JsonText() {}

  /**
   * Reads one object.
   *
   * @param utf8 the text
   * @param where file and entry
   * @throws ModelFormatException with {@code NN-1601} if it is anything else
   */
  static ObjectNode read(byte[] utf8, String where) {
    JsonNode node;
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      node = tree(text);
    } catch (CharacterCodingException e) {
      throw Failures.damaged(where, "JSON in UTF-8", "bytes that are not UTF-8");
    } catch (JacksonException e) {
      throw Failures.damaged(where, "a JSON object", String.valueOf(e.getOriginalMessage()));
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw Failures.damaged(where, "a JSON object", "JSON of another kind");
  }

  /** What is no sound object is left to the mapper, which says why. */
  private static JsonNode tree(String text) {
    Optional<ObjectNode> sound = JsonTree.read(FACTORY, text);
    return sound.isPresent() ? sound.get() : Mapper.JSON.readTree(text);
  }

  static byte[] compact(ObjectNode node) {
    return Mapper.JSON.writeValueAsBytes(node);
  }

  /**
   * Writes an entry of an archive, and reads it as a reader would.
   *
   * @param node what it says
   * @param entry its name
   * @return the text in UTF-8
   * @throws ModelFormatException with {@code NN-1603} if it is beyond the limits of reading
   */
  static byte[] entry(ObjectNode node, String entry) {
    byte[] utf8 = indented(node);
    if (utf8.length > LONGEST_ENTRY) {
      throw Failures.unreadableLater(
          entry, "at most " + LONGEST_ENTRY + " bytes", utf8.length + " bytes");
    }
    try {
      Mapper.JSON.readTree(utf8);
    } catch (JacksonException e) {
      throw Failures.unreadableLater(
          entry, "JSON within the limits of reading", String.valueOf(e.getOriginalMessage()));
    }
    return utf8;
  }

  static byte[] indented(ObjectNode node) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return Mapper.JSON.writer().with(printer).writeValueAsBytes(node);
  }
}
