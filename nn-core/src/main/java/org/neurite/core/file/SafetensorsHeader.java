package org.neurite.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON header of a safetensors file.
 *
 * @param entries the arrays in the order of their data, which they fill without gap or overlap
 * @param metadata free texts
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  /** The limit of the format's reference implementation. */
  private static final int LONGEST = 100_000_000;

  private static final int MOST_AXES = 16;
  static final String METADATA = "__metadata__";
  private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

  /**
   * One array.
   *
   * @param name its name
   * @param stored its element type in the file
   * @param type element type and shape of the array that is read
   * @param begin first byte, counted from the end of the header
   * @param end byte after the last
   */
  record Entry(String name, StoredType stored, TensorType type, long begin, long end) {
    /** By the place of the data. */
    private static int compare(Entry a, Entry b) {
      return a.begin == b.begin ? Long.compare(a.end, b.end) : Long.compare(a.begin, b.begin);
    }
  }

  /** The header's bytes, padded with spaces so that the data begin at a multiple of 8. */
  static byte[] write(Map<String, NDArray> tensors, Map<String, String> metadata) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    long offset = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      NDArray array = tensor.getValue();
      long end = offset + (long) array.length() * array.dataType().bytes();
      ObjectNode entry =
          root.putObject(tensor.getKey()).put("dtype", StoredType.of(array.dataType()).name());
      ArrayNode shape = entry.putArray("shape");
      array.shape().dims().forEach(dim -> shape.add(dim.size()));
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JsonText.compact(root);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /** Reads the length and the header from a stream that holds a file of some size. */
  static SafetensorsHeader read(InputStream in, long size, String where) throws IOException {
    if (size < Long.BYTES) {
      throw Failures.damaged(where, "at least 8 bytes", size + " bytes");
    }
    long length =
        ByteBuffer.wrap(TensorBytes.exactly(in, Long.BYTES, where))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    requireLength(length, size - Long.BYTES, where);
    byte[] json = TensorBytes.exactly(in, (int) length, where);
    return read(json, size - Long.BYTES - length, where);
  }

  private static void requireLength(long length, long available, String where) {
    if (length < 2 || length > Math.min(LONGEST, available)) {
      throw Failures.damaged(
          where,
          "a header of 2 to " + Math.min(LONGEST, available) + " bytes",
          Long.toUnsignedString(length) + " bytes");
    }
  }

  /**
   * Reads a header and checks that its arrays fill the data exactly.
   *
   * @param json the header's bytes
   * @param dataBytes how many bytes follow
   * @param where what messages call the file
   */
  private static SafetensorsHeader read(byte[] json, long dataBytes, String where) {
    if (json[0] != '{') {
      throw Failures.damaged(where, "a header that begins with '{'", "another byte");
    }
    ObjectNode root = JsonText.read(json, where + ", header");
    Map<String, String> metadata = metadata(root.remove(METADATA), where);
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> array : root.properties()) {
      entries.add(entry(array.getKey(), array.getValue(), where));
    }
    entries.sort(Entry::compare);
    requireDense(entries, dataBytes, where);
    return new SafetensorsHeader(List.copyOf(entries), metadata);
  }

  private static Map<String, String> metadata(@Nullable JsonNode node, String where) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (node != null) {
      require(node.isObject(), where + ", " + METADATA, "an object of texts", node);
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        require(entry.getValue().isString(), where + ", " + METADATA, "texts", entry.getValue());
        texts.put(entry.getKey(), entry.getValue().stringValue());
      }
    }
    return texts;
  }

  private static Entry entry(String name, JsonNode node, String file) {
    String where = file + ", array '" + name + "'";
    require(
        node.isObject() && KEYS.equals(Set.copyOf(node.propertyNames())),
        where,
        "an object of dtype, shape and data_offsets",
        node);
    StoredType stored = stored(node.get("dtype"), where);
    Shape shape = shape(node.get("shape"), where);
    List<Long> offsets = integers(node.get("data_offsets"), where);
    long bytes = bytes(shape, stored, where);
    require(
        offsets.size() == 2 && offsets.get(1) - offsets.get(0) == bytes,
        where,
        "data_offsets [begin, begin + " + bytes + "] for " + stored + shape,
        node.get("data_offsets"));
    TensorType type = new TensorType(stored.type(), shape);
    return new Entry(name, stored, type, offsets.get(0), offsets.get(1));
  }

  private static StoredType stored(JsonNode node, String where) {
    Optional<StoredType> type = StoredType.of(node.asString(""));
    if (type.isEmpty()) {
      throw Failures.foreign(
          where,
          "a dtype of " + Arrays.toString(StoredType.values()),
          shown(node),
          "convert the array to one of these types before saving");
    }
    return type.get();
  }

  private static Shape shape(JsonNode node, String where) {
    List<Long> sizes = integers(node, where);
    List<Dim> dims = new ArrayList<>();
    for (long size : sizes) {
      requireShape(size >= 1, where, node);
      dims.add(Dim.of(size));
    }
    requireShape(sizes.size() <= MOST_AXES, where, node);
    return new Shape(dims);
  }

  private static void requireShape(boolean holds, String where, JsonNode found) {
    require(holds, where, "a shape of at most " + MOST_AXES + " sizes of at least 1", found);
  }

  private static long bytes(Shape shape, StoredType stored, String where) {
    try {
      return Math.multiplyExact((long) Math.toIntExact(shape.elements(1)), stored.bytes());
    } catch (ArithmeticException e) {
      throw Failures.damaged(where, "at most 2^31 - 1 elements", shape.toString());
    }
  }

  private static List<Long> integers(JsonNode node, String where) {
    List<Long> values = new ArrayList<>();
    require(node.isArray(), where, "a list of integers", node);
    for (JsonNode element : node) {
      boolean valid = element.isIntegralNumber() && element.canConvertToLong();
      require(valid && element.longValue() >= 0, where, "integers of at least 0", element);
      values.add(element.longValue());
    }
    return values;
  }

  /** The arrays must follow each other from 0 to the end, as the format demands. */
  private static void requireDense(List<Entry> entries, long dataBytes, String where) {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at) {
        throw Failures.damaged(
            where + ", array '" + entry.name() + "'",
            "data from byte " + at + " on, without gap or overlap",
            "data from byte " + entry.begin());
      }
      at = entry.end();
    }
    if (at != dataBytes) {
      throw Failures.damaged(where, at + " bytes of data", dataBytes + " bytes");
    }
  }

  private static void require(boolean holds, String where, String expected, JsonNode found) {
    if (!holds) {
      throw Failures.damaged(where, expected, shown(found));
    }
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
