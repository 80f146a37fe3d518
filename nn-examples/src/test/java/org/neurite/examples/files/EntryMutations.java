package org.neurite.examples.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Changes to a file's entries, packed again as a proper zip: what somebody who tries would do. */
final class EntryMutations {
  private static final String MANIFEST = "manifest.json";
  private static final List<String> NAMES =
      List.of(
          "../model.json",
          "/etc/passwd",
          "..\\..\\x",
          "C:\\x",
          "a/b",
          "folder/",
          "MODEL.JSON",
          "model.json ",
          "model.json\u0000.png",
          "mod\u0435l.json",
          "con",
          ".",
          "..",
          "x".repeat(300),
          "extra.bin",
          "training.json");

  private EntryMutations() {}

  static byte[] mutate(byte[] file, Random random) {
    Map<String, byte[]> entries = entries(file);
    for (int i = random.nextInt(2); i >= 0; i--) {
      change(entries, random);
    }
    if (random.nextInt(4) > 0) {
      seal(entries);
    }
    byte[] packed = zip(entries);
    return random.nextInt(20) == 0 ? twice(packed) : packed;
  }

  static Map<String, byte[]> entries(byte[] file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static void change(Map<String, byte[]> entries, Random random) {
    List<String> names = new ArrayList<>(entries.keySet());
    String name = names.get(random.nextInt(names.size()));
    byte[] bytes = entries.get(name);
    int kind = random.nextInt(100);
    if (kind < 75) {
      entries.put(name, content(name, bytes, random));
    } else if (kind < 82) {
      entries.put(NAMES.get(random.nextInt(NAMES.size())), bytes);
    } else if (kind < 88) {
      entries.remove(name);
    } else if (kind < 92) {
      entries.put(name, entries.get(names.get(random.nextInt(names.size()))));
    } else if (kind < 96) {
      int count = 1 << random.nextInt(12);
      for (int i = 0; i < count; i++) {
        entries.put("e" + i, new byte[i % 7]);
      }
    } else {
      entries.put(random.nextBoolean() ? "bomb.bin" : name, bomb(random));
    }
  }

  /** Much that packs into little. */
  private static byte[] bomb(Random random) {
    byte[] bytes = new byte[1 << (16 + random.nextInt(10))];
    switch (random.nextInt(4)) {
      case 0 -> Arrays.fill(bytes, (byte) ' ');
      case 1 -> Arrays.fill(bytes, (byte) '[');
      case 2 -> fill(bytes, "{\"a\":{}},".getBytes(StandardCharsets.UTF_8));
      default -> {}
    }
    return bytes;
  }

  private static void fill(byte[] bytes, byte[] piece) {
    bytes[0] = '[';
    for (int i = 1; i < bytes.length; i++) {
      bytes[i] = piece[i % piece.length];
    }
  }

  private static byte[] content(String name, byte[] bytes, Random random) {
    if (bytes.length > 1 << 15 || bytes.length < 8) { // mutated once already
      return ByteMutations.mutate(Arrays.copyOf(bytes, bytes.length + 8), random);
    }
    if (name.endsWith(".json")) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return JsonMutations.mutate(text, random).getBytes(StandardCharsets.UTF_8);
    }
    return random.nextInt(4) == 0 ? ByteMutations.mutate(bytes, random) : tensors(bytes, random);
  }

  /** A safetensors file with another header. */
  static byte[] tensors(byte[] bytes, Random random) {
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > bytes.length - 8) { // mutated once already
      return ByteMutations.mutate(bytes, random);
    }
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    byte[] changed = JsonMutations.mutate(header, random).getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + changed.length + bytes.length - 8 - length];
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(random.nextInt(10) == 0 ? random.nextLong() >> random.nextInt(60) : changed.length)
        .put(changed)
        .put(bytes, 8 + length, bytes.length - 8 - length);
    return file;
  }

  /** A manifest that fits, as whoever changes a file on purpose would write it. */
  private static void seal(Map<String, byte[]> entries) {
    entries.remove(MANIFEST);
    List<String> lines = new ArrayList<>();
    entries.forEach(
        (name, bytes) ->
            lines.add(
                "\""
                    + name.replace("\\", "\\\\").replace("\u0000", "\\u0000")
                    + "\":\""
                    + sha256(bytes)
                    + "\""));
    String text = "{\"algorithm\":\"SHA-256\",\"entries\":{" + String.join(",", lines) + "}}";
    entries.put(MANIFEST, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One entry under the name of another, which no tool would write. */
  private static byte[] twice(byte[] zip) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace("provenance.json", "manifest.json\u0000\u0000")
        .replace("preprocessing.json", "provenance.json\u0000\u0000\u0000")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
