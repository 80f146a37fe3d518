package org.neurite.core.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of arrays, as little-endian bytes with their lengths. */
final class Fingerprint {
  private static final int PIECE = 1 << 14;

  private final MessageDigest digest;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE * 4).order(ByteOrder.LITTLE_ENDIAN);

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Fingerprint add(float[] values) {
    length(values.length);
    for (int at = 0; at < values.length; at += PIECE) {
      int count = Math.min(PIECE, values.length - at);
      piece.asFloatBuffer().put(values, at, count);
      digest.update(piece.array(), 0, count * Float.BYTES);
    }
    return this;
  }

  Fingerprint add(int[] values) {
    length(values.length);
    for (int at = 0; at < values.length; at += PIECE) {
      int count = Math.min(PIECE, values.length - at);
      piece.asIntBuffer().put(values, at, count);
      digest.update(piece.array(), 0, count * Integer.BYTES);
    }
    return this;
  }

  private void length(int elements) {
    piece.asIntBuffer().put(0, elements);
    digest.update(piece.array(), 0, Integer.BYTES);
  }

  /** The digest; the object is used up. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
