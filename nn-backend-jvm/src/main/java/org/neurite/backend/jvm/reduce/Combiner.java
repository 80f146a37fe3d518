package org.neurite.backend.jvm.reduce;

import org.neurite.api.graph.Reduction;

/** How elements are combined. Several accumulators keep the processor's pipelines busy. */
enum Combiner {
  SUM(0) {
    @Override
    float run(float[] v, int from, int count) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      float s4 = 0;
      float s5 = 0;
      float s6 = 0;
      float s7 = 0;
      int end = from + count;
      int i = from;
      for (; i <= end - 8; i += 8) {
        s0 += v[i];
        s1 += v[i + 1];
        s2 += v[i + 2];
        s3 += v[i + 3];
        s4 += v[i + 4];
        s5 += v[i + 5];
        s6 += v[i + 6];
        s7 += v[i + 7];
      }
      for (; i < end; i++) {
        s0 += v[i];
      }
      return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    @Override
    void row(float[] acc, float[] v, int from, int to) {
      for (int i = from; i < to; i++) {
        acc[i] += v[i];
      }
    }

    @Override
    void few(float[] acc, int at, float[] v, int from, int count) {
      for (int i = 0; i < count; i++) {
        acc[at + i] += v[from + i];
      }
    }

    @Override
    double join(double a, double b) {
      return a + b;
    }
  },

  MAX(Float.NEGATIVE_INFINITY) {
    @Override
    float run(float[] v, int from, int count) {
      float m0 = start;
      float m1 = start;
      float m2 = start;
      float m3 = start;
      int end = from + count;
      int i = from;
      for (; i <= end - 4; i += 4) {
        m0 = Math.max(m0, v[i]);
        m1 = Math.max(m1, v[i + 1]);
        m2 = Math.max(m2, v[i + 2]);
        m3 = Math.max(m3, v[i + 3]);
      }
      for (; i < end; i++) {
        m0 = Math.max(m0, v[i]);
      }
      return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    @Override
    void row(float[] acc, float[] v, int from, int to) {
      for (int i = from; i < to; i++) {
        acc[i] = Math.max(acc[i], v[i]);
      }
    }

    @Override
    void few(float[] acc, int at, float[] v, int from, int count) {
      for (int i = 0; i < count; i++) {
        acc[at + i] = Math.max(acc[at + i], v[from + i]);
      }
    }

    @Override
    double join(double a, double b) {
      return Math.max(a, b);
    }
  },

  MIN(Float.POSITIVE_INFINITY) {
    @Override
    float run(float[] v, int from, int count) {
      float m0 = start;
      float m1 = start;
      float m2 = start;
      float m3 = start;
      int end = from + count;
      int i = from;
      for (; i <= end - 4; i += 4) {
        m0 = Math.min(m0, v[i]);
        m1 = Math.min(m1, v[i + 1]);
        m2 = Math.min(m2, v[i + 2]);
        m3 = Math.min(m3, v[i + 3]);
      }
      for (; i < end; i++) {
        m0 = Math.min(m0, v[i]);
      }
      return Math.min(Math.min(m0, m1), Math.min(m2, m3));
    }

    @Override
    void row(float[] acc, float[] v, int from, int to) {
      for (int i = from; i < to; i++) {
        acc[i] = Math.min(acc[i], v[i]);
      }
    }

    @Override
    void few(float[] acc, int at, float[] v, int from, int count) {
      for (int i = 0; i < count; i++) {
        acc[at + i] = Math.min(acc[at + i], v[from + i]);
      }
    }

    @Override
    double join(double a, double b) {
      return Math.min(a, b);
    }
  };

  /** What combining begins with. */
  final float start;

  Combiner(float start) {
    this.start = start;
  }

  static Combiner of(Reduction.Kind kind) {
    return switch (kind) {
      case SUM -> SUM;
      case MAX -> MAX;
      case MIN -> MIN;
    };
  }

  /** Combines neighbours. */
  abstract float run(float[] v, int from, int count);

  /** Combines each element with that of {@code acc} at the same index. */
  abstract void row(float[] acc, float[] v, int from, int to);

  /** Combines some elements with as many of {@code acc}, each from an index of its own. */
  abstract void few(float[] acc, int at, float[] v, int from, int count);

  /** Combines two results. */
  abstract double join(double a, double b);
}
