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

  static void copy(float[] x, float[] y, int from, int to) {
    System.arraycopy(x, from, y, from, to - from);
  }

  private static void neg(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = -x[i];
    }
  }

  private static void abs(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.abs(x[i]);
    }
  }

  private static void sqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void rsqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = 1 / (float) Math.sqrt(x[i]);
    }
  }

  private static void sin(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.sin(x[i]);
    }
  }

  private static void cos(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.cos(x[i]);
    }
  }

  private static void floor(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.floor(x[i]);
    }
  }

  private static void sign(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.signum(x[i]);
    }
  }

  private static void not(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = 1 - x[i];
    }
  }

  private static void truncate(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (int) x[i];
    }
  }

  private static void truth(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int truth = x[i] != 0 ? 1 : 0;
      y[i] = truth;
    }
  }
}
