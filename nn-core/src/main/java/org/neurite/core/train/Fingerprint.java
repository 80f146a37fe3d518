package org.neurite.core.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of arrays and texts, as little-endian bytes with their lengths: what {@link
 * Dataset#fingerprint()} gives. Used by one thread.
 *
 * <pre>{@code
 * String fingerprint = new Fingerprint().add(pixels).add(labels).add("grey").hex();
 * }</pre>
 */
public final class Fingerprint {
  private static final int PIECE = 1 << 10;

  private final MessageDigest digest;
  private final ByteBuffer piece =
      ByteBuffer.allocate(PIECE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Of nothing yet. */
  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Adds numbers.
   *
   * @param values any number of them
   * @return this fingerprint
   */
  public Fingerprint add(float... values) {
    return add(values, 0, values.length);
  }

  /**
   * Adds a part of an array.
   *
   * @param values an array
   * @param from where the part begins
   * @param count how many numbers it has
   * @return this fingerprint
   */
  public Fingerprint add(float[] values, int from, int count) {
    length(count);
    for (int at = 0; at < count; at += PIECE) {
      int size = Math.min(PIECE, count - at);
      piece.asFloatBuffer().put(values, from + at, size);
      digest.update(piece.array(), 0, size * Float.BYTES);
    }
    return this;
  }

  /**
   * Adds numbers.
   *
   * @param values any number of them
   * @return this fingerprint
   */
  public Fingerprint add(int... values) {
    return add(values, 0, values.length);
  }

  /**
   * Adds a part of an array.
   *
   * @param values an array
   * @param from where the part begins
   * @param count how many numbers it has
   * @return this fingerprint
   */
  public Fingerprint add(int[] values, int from, int count) {
    length(count);
    for (int at = 0; at < count; at += PIECE) {
      int size = Math.min(PIECE, count - at);
      piece.asIntBuffer().put(values, from + at, size);
      digest.update(piece.array(), 0, size * Integer.BYTES);
    }
    return this;
  }

  /**
   * Adds numbers.
   *
   * @param values any number of them
   * @return this fingerprint
   */
  public Fingerprint add(double... values) {
    length(values.length);
    for (int at = 0; at < values.length; at += PIECE) {
      int size = Math.min(PIECE, values.length - at);
      piece.asDoubleBuffer().put(values, at, size);
      digest.update(piece.array(), 0, size * Double.BYTES);
    }
    return this;
  }

  /**
   * Adds bytes.
   *
   * @param values any number of them
   * @return this fingerprint
   */
  public Fingerprint add(byte... values) {
    length(values.length);
    digest.update(values);
    return this;
  }

  /**
   * Adds a text.
   *
   * @param text any text
   * @return this fingerprint
   */
  public Fingerprint add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void length(int elements) {
    piece.putInt(0, elements);
    digest.update(piece.array(), 0, Integer.BYTES);
  }

  /**
   * Ends it; the object is used up.
   *
   * @return 64 hexadecimal digits
   */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
