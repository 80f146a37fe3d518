package org.neurite.backend.jvm.elementwise;

import org.neurite.api.graph.Elementwise.BinaryKind;

/**
 * Functions of two operands. Comparisons go through an int, which the compiler makes without a
 * jump: on random data that is faster than choosing between two floats.
 */
final class BinaryLoops {
  private BinaryLoops() {}

  static BinaryLoop of(BinaryKind kind, boolean integer) {
    return switch (kind) {
      case ADD -> BinaryLoops::add;
      case SUB -> BinaryLoops::sub;
      case MUL, AND -> BinaryLoops::mul;
      case DIV -> integer ? BinaryLoops::divIntegers : BinaryLoops::div;
      case POW -> BinaryLoops::pow;
      case MIN -> BinaryLoops::min;
      case MAX, OR -> BinaryLoops::max;
      case LT -> BinaryLoops::lt;
      case LE -> BinaryLoops::le;
      case GT -> (a, b, y, from, to) -> lt(b, a, y, from, to);
      case GE -> (a, b, y, from, to) -> le(b, a, y, from, to);
      case EQ -> BinaryLoops::eq;
      case NE -> BinaryLoops::ne;
    };
  }

  private static void add(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] + b[i];
    }
  }

  private static void sub(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] - b[i];
    }
  }

  private static void mul(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] * b[i];
    }
  }

  private static void div(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = a[i] / b[i];
    }
  }

  /** Cut towards zero; the float quotient of exact integers never rounds up to the next one. */
  private static void divIntegers(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (int) (a[i] / b[i]);
    }
  }

  private static void pow(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.pow(a[i], b[i]);
    }
  }

  private static void min(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.min(a[i], b[i]);
    }
  }

  private static void max(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.max(a[i], b[i]);
    }
  }

  private static void lt(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int truth = a[i] < b[i] ? 1 : 0;
      y[i] = truth;
    }
  }

  private static void le(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int truth = a[i] <= b[i] ? 1 : 0;
      y[i] = truth;
    }
  }

  private static void eq(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int truth = a[i] == b[i] ? 1 : 0;
      y[i] = truth;
    }
  }

  private static void ne(float[] a, float[] b, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      int truth = a[i] != b[i] ? 1 : 0;
      y[i] = truth;
    }
  }
}
