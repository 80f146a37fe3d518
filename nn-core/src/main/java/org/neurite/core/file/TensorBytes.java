package org.neurite.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

/** The elements of arrays as little-endian bytes, in pieces that need little memory. */
final class TensorBytes {
  private static final int PIECE = 1 << 16;

  private TensorBytes() {}

  static void write(NDArray array, OutputStream out) throws IOException {
    int length = array.length();
    switch (array.dataType()) {
      case FLOAT32 -> {
        float[] values = array.toFloats();
        pieces(out, length, 4, (b, at, n) -> b.asFloatBuffer().put(values, at, n));
      }
      case FLOAT64 -> {
        double[] values = array.toDoubles();
        pieces(out, length, 8, (b, at, n) -> b.asDoubleBuffer().put(values, at, n));
      }
      case INT32 -> {
        int[] values = array.toInts();
        pieces(out, length, 4, (b, at, n) -> b.asIntBuffer().put(values, at, n));
      }
      case BOOL -> {
        int[] values = array.toInts();
        pieces(out, length, 1, (b, at, n) -> putTruths(b, values, at, n));
      }
    }
  }

  /** Where bytes come from. */
  @FunctionalInterface
  interface Source {
    /** Reads a number of bytes; fewer only at the end. */
    int read(byte[] into, int count) throws IOException;
  }

  static NDArray read(InputStream in, SafetensorsHeader.Entry entry, String where)
      throws IOException {
    return read((into, count) -> in.readNBytes(into, 0, count), entry, where);
  }

  static NDArray read(Source in, SafetensorsHeader.Entry entry, String where) throws IOException {
    StoredType stored = entry.stored();
    Shape shape = entry.type().shape();
    int length = Math.toIntExact(shape.elements(1));
    int bytes = stored.bytes();
    return switch (stored.type()) {
      case FLOAT32 -> {
        float[] values = new float[length];
        pieces(in, length, bytes, where, (b, at, n) -> stored.floats(b, values, at, n));
        yield NDArray.of(values, shape);
      }
      case FLOAT64 -> {
        double[] values = new double[length];
        pieces(in, length, bytes, where, (b, at, n) -> b.asDoubleBuffer().get(values, at, n));
        yield NDArray.of(values, shape);
      }
      case INT32 -> {
        int[] values = new int[length];
        pieces(in, length, bytes, where, (b, at, n) -> stored.integers(b, values, at, n, where));
        yield NDArray.of(values, length).reshape(shape);
      }
      case BOOL -> {
        boolean[] values = new boolean[length];
        pieces(in, length, bytes, where, (b, at, n) -> truths(b, values, at, n, where));
        yield NDArray.of(values, length).reshape(shape);
      }
    };
  }

  /** Moves elements {@code at} to {@code at + count} between an array and a piece. */
  @FunctionalInterface
  private interface Move {
    void apply(ByteBuffer piece, int at, int count);
  }

  private static void pieces(OutputStream out, int length, int bytes, Move move)
      throws IOException {
    byte[] piece = new byte[PIECE];
    for (int at = 0; at < length; ) {
      int count = Math.min(length - at, PIECE / bytes);
      move.apply(ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN), at, count);
      out.write(piece, 0, count * bytes);
      at += count;
    }
  }

  private static void pieces(Source in, int length, int bytes, String where, Move move)
      throws IOException {
    byte[] piece = new byte[PIECE];
    for (int at = 0; at < length; ) {
      int count = Math.min(length - at, PIECE / bytes);
      if (in.read(piece, count * bytes) < count * bytes) {
        throw cutShort(where);
      }
      move.apply(ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN), at, count);
      at += count;
    }
  }

  private static void putTruths(ByteBuffer piece, int[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      piece.put((byte) values[at + i]);
    }
  }

  private static void truths(ByteBuffer piece, boolean[] values, int at, int count, String where) {
    for (int i = 0; i < count; i++) {
      byte value = piece.get(i);
      if (value != 0 && value != 1) {
        throw Failures.damaged(where, "truth values 0 and 1", Byte.toString(value));
      }
      values[at + i] = value == 1;
    }
  }

  static byte[] exactly(InputStream in, int count, String where) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw cutShort(where);
    }
    return bytes;
  }

  private static ModelFormatException cutShort(String where) {
    return Failures.damaged(where, "as many bytes as the header states", "a file cut short");
  }
}
