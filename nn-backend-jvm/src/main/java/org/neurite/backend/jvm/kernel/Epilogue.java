package org.neurite.backend.jvm.kernel;

import org.neurite.api.backend.Kernel;

/**
 * What remains to be done to each element of a result: a bias, an activation. It can run on any
 * range by itself, so that elements are finished while they are still in a cache.
 */
public interface Epilogue extends Kernel {
  /**
   * Adapts to a batch size, before {@link #apply}.
   *
   * @param n the batch size
   */
  void resolve(int n);

  /**
   * Finishes a range of elements.
   *
   * @param from flat index of the first
   * @param to flat index after the last
   * @param worker who does it, owner of scratch memory
   */
  void apply(int from, int to, int worker);

  /**
   * Runs it after a kernel that does not apply it by itself.
   *
   * @param core computes the result
   * @return both, one after the other
   */
  default Kernel after(Kernel core) {
    return (n, step) -> {
      core.run(n, step);
      run(n, step);
    };
  }
}
