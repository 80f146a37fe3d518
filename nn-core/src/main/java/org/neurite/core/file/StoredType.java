package org.neurite.core.file;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.neurite.api.tensor.DataType;

/** Element types of the safetensors format that are read, and what becomes of them. */
enum StoredType {
  F32(4, DataType.FLOAT32),
  F64(8, DataType.FLOAT64),
  I32(4, DataType.INT32),
  BOOL(1, DataType.BOOL),
  /** Half precision (IEEE 754 binary16). */
  F16(2, DataType.FLOAT32),
  /** The upper half of a float32. */
  BF16(2, DataType.FLOAT32),
  /** Whole numbers, which have to fit 32 bits. */
  I64(8, DataType.INT32),
  I16(2, DataType.INT32),
  I8(1, DataType.INT32),
  U8(1, DataType.INT32);

  private final int bytes;
  private final DataType type;

  StoredType(int bytes, DataType type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** The type of the array that is read. */
  DataType type() {
    return type;
  }

  static Optional<StoredType> of(String name) {
    for (StoredType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** What an array of a type is written as. */
  static StoredType of(DataType type) {
    return switch (type) {
      case FLOAT32 -> F32;
      case FLOAT64 -> F64;
      case INT32 -> I32;
      case BOOL -> BOOL;
    };
  }

  /** Copies floats from the begin of a little-endian piece. */
  void floats(ByteBuffer piece, float[] into, int at, int count) {
    if (this == F32) {
      piece.asFloatBuffer().get(into, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      short bits = piece.getShort(2 * i);
      into[at + i] = this == BF16 ? Float.intBitsToFloat(bits << 16) : half(bits);
    }
  }

  /** A binary16 number: exact, as a float has more digits and a wider range. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    int sign = bits & 0x8000;
    if (exponent == 0) { // zero and subnormal numbers, multiples of 2^-24
      return (sign == 0 ? 1f : -1f) * (fraction * 0x1p-24f);
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign << 16 | wide << 23 | fraction << 13);
  }

  /** Copies integers from the begin of a little-endian piece. */
  void integers(ByteBuffer piece, int[] into, int at, int count, String where) {
    for (int i = 0; i < count; i++) {
      into[at + i] =
          switch (this) {
            case I64 -> narrow(piece.getLong(8 * i), where);
            case I32 -> piece.getInt(4 * i);
            case I16 -> piece.getShort(2 * i);
            case I8 -> piece.get(i);
            case U8 -> piece.get(i) & 0xff;
            case F32, F64, F16, BF16, BOOL ->
                throw new IllegalStateException("not integers: " + this);
          };
    }
  }

  private static int narrow(long value, String where) {
    if (value != (int) value) {
      throw Failures.damaged(where, "integers that fit 32 bits", Long.toString(value));
    }
    return (int) value;
  }
}
