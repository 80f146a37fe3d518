package org.neurite.backend.jvm.linear;

import org.neurite.backend.jvm.kernel.Epilogue;

/** An epilogue of tests: twice would not be the same. */
final class Negate implements Epilogue {
  private final float[] data;

  Negate(float[] data) {
    this.data = data;
  }

  @Override
  public void resolve(int n) {}

  @Override
  public void apply(int from, int to, int worker) {
    for (int i = from; i < to; i++) {
      data[i] = -data[i];
    }
  }

  @Override
  public void run(int n, long step) {
    apply(0, data.length, 0);
  }
}
