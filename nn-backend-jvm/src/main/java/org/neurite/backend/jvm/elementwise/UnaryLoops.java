package org.neurite.backend.jvm.elementwise;

import java.util.Optional;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;

/** Functions of one operand that are a single loop. */
final class UnaryLoops {
  private UnaryLoops() {}

  /** The loop of a function, or empty if it is one of {@link Functions}. */
  static Optional<UnaryLoop> of(UnaryKind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case NEG -> UnaryLoops::neg;
          case ABS -> UnaryLoops::abs;
          case SQRT -> UnaryLoops::sqrt;
          case RSQRT -> UnaryLoops::rsqrt;
          case SIN -> UnaryLoops::sin;
          case COS -> UnaryLoops::cos;
          case FLOOR -> UnaryLoops::floor;
          case SIGN -> UnaryLoops::sign;
          case NOT -> UnaryLoops::not;
          case EXP, LOG, LOG1P, EXPM1, TANH, SIGMOID, ERF -> null;
        });
  }

  /** Conversion between types, all of which are held as floats. */
  static UnaryLoop cast(DataType from, DataType to) {
    if (to == DataType.BOOL) {
      return UnaryLoops::truth;
    }
    return to == DataType.INT32 && from.isFloating() ? UnaryLoops::truncate : UnaryLoops::copy;
  }

  static void copy(float[] x, int xo, float[] y, int yo, int count) {
    System.arraycopy(x, xo, y, yo, count);
  }

  private static void neg(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = -x[xo + i];
    }
  }

  private static void abs(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = Math.abs(x[xo + i]);
    }
  }

  private static void sqrt(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (float) Math.sqrt(x[xo + i]);
    }
  }

  private static void rsqrt(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = 1 / (float) Math.sqrt(x[xo + i]);
    }
  }

  private static void sin(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (float) Math.sin(x[xo + i]);
    }
  }

  private static void cos(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (float) Math.cos(x[xo + i]);
    }
  }

  private static void floor(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (float) Math.floor(x[xo + i]);
    }
  }

  private static void sign(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = Math.signum(x[xo + i]);
    }
  }

  private static void not(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = 1 - x[xo + i];
    }
  }

  private static void truncate(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (int) x[xo + i];
    }
  }

  private static void truth(float[] x, int xo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int truth = x[xo + i] != 0 ? 1 : 0;
      y[yo + i] = truth;
    }
  }
}
