package org.neurite.core.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neurite.api.ModelFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** SHA-256 of each entry of a file, by name: what a file has to be to be the one that was saved. */
final class Manifest {
  static final String NAME = "manifest.json";
  private static final String ALGORITHM = "SHA-256";

  private final Map<String, String> digests = new TreeMap<>();

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  void add(String name, MessageDigest digest) {
    digests.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("algorithm", ALGORITHM);
    ObjectNode entries = json.putObject("entries");
    digests.forEach(entries::put);
    return json;
  }

  /**
   * Reads a manifest.
   *
   * @param json what {@link #toJson} gave
   * @param where file and entry
   * @throws ModelFormatException with {@code NN-1601} if it is none
   */
  static Manifest fromJson(ObjectNode json, String where) {
    require(json.path("algorithm").asString("").equals(ALGORITHM), where, ALGORITHM, json);
    Manifest manifest = new Manifest();
    JsonNode entries = json.path("entries");
    require(entries.isObject(), where, "the entries' digests", entries);
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      require(entry.getValue().isString(), where, "texts", entry.getValue());
      manifest.digests.put(entry.getKey(), entry.getValue().stringValue());
    }
    return manifest;
  }

  private static void require(boolean holds, String where, String expected, JsonNode found) {
    if (!holds) {
      String text = found.toString();
      throw Failures.damaged(
          where, expected, text.length() <= 60 ? text : text.substring(0, 60) + "…");
    }
  }

  Set<String> names() {
    return digests.keySet();
  }

  /** Whether an entry is the one that was saved. */
  boolean holds(String name, MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).equals(digests.get(name));
  }
}
