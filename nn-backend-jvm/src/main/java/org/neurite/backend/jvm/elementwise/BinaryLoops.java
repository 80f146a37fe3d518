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
      case GT -> (a, ao, b, bo, y, yo, count) -> lt(b, bo, a, ao, y, yo, count);
      case GE -> (a, ao, b, bo, y, yo, count) -> le(b, bo, a, ao, y, yo, count);
      case EQ -> BinaryLoops::eq;
      case NE -> BinaryLoops::ne;
    };
  }

  private static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = a[ao + i] + b[bo + i];
    }
  }

  private static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = a[ao + i] - b[bo + i];
    }
  }

  private static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = a[ao + i] * b[bo + i];
    }
  }

  private static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = a[ao + i] / b[bo + i];
    }
  }

  /** Cut towards zero; the float quotient of exact integers never rounds up to the next one. */
  private static void divIntegers(
      float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (int) (a[ao + i] / b[bo + i]);
    }
  }

  private static void pow(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = (float) Math.pow(a[ao + i], b[bo + i]);
    }
  }

  private static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = Math.min(a[ao + i], b[bo + i]);
    }
  }

  private static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = Math.max(a[ao + i], b[bo + i]);
    }
  }

  private static void lt(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int truth = a[ao + i] < b[bo + i] ? 1 : 0;
      y[yo + i] = truth;
    }
  }

  private static void le(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int truth = a[ao + i] <= b[bo + i] ? 1 : 0;
      y[yo + i] = truth;
    }
  }

  private static void eq(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int truth = a[ao + i] == b[bo + i] ? 1 : 0;
      y[yo + i] = truth;
    }
  }

  private static void ne(float[] a, int ao, float[] b, int bo, float[] y, int yo, int count) {
    for (int i = 0; i < count; i++) {
      int truth = a[ao + i] != b[bo + i] ? 1 : 0;
      y[yo + i] = truth;
    }
  }
}
