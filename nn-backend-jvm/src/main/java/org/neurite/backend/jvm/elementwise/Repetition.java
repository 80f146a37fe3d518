package org.neurite.backend.jvm.elementwise;

import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Where the elements of an operand are that is repeated over a domain. Dimensions that lie
 * regularly in memory are joined; index 0 is the innermost.
 */
final class Repetition {
  private final Dim[] dims;
  private final boolean[] repeated;
  private final int[] sizes;
  private final int[] strides;
  private int rank;

  Repetition(Shape shape, Shape domain) {
    int missing = domain.rank() - shape.rank();
    this.dims = domain.dims().toArray(new Dim[0]);
    this.repeated = new boolean[dims.length];
    for (int i = 0; i < dims.length; i++) {
      repeated[i] = i < missing || shape.dim(i - missing).isOne();
    }
    this.sizes = new int[dims.length];
    this.strides = new int[dims.length];
  }

  /** How many elements of the domain, at least, are equal one after the other. */
  static long run(Shape shape, Shape domain) {
    Repetition repetition = new Repetition(shape, domain);
    long run = 1;
    for (int i = domain.rank() - 1; i >= 0; i--) {
      Dim dim = domain.dim(i);
      if (dim.batch() || !repetition.repeated[i]) {
        return run;
      }
      run *= dim.size();
    }
    return run;
  }

  /** Adapts to a batch size. */
  void resolve(int n) {
    rank = 0;
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      int size = (int) dims[i].at(n);
      if (size > 1) {
        push(size, repeated[i] ? 0 : stride);
      }
      stride *= repeated[i] ? 1 : size;
    }
  }

  /** Adds an outer dimension. */
  private void push(int size, int stride) {
    if (rank > 0 && stride == strides[rank - 1] * sizes[rank - 1]) {
      sizes[rank - 1] *= size;
    } else {
      sizes[rank] = size;
      strides[rank++] = stride;
    }
  }

  /** Whether all elements are one number. */
  boolean isNumber() {
    return rank == 0 || rank == 1 && strides[0] == 0;
  }

  /** Whether the operand is repeated as a whole, one after the other. */
  boolean isRow() {
    return rank == 2 && strides[0] == 1 && strides[1] == 0;
  }

  /** Length of the innermost dimension. */
  int length() {
    return sizes[0];
  }

  /** Whether the innermost dimension is one number. */
  boolean isRun() {
    return strides[0] == 0;
  }

  /** The operand's element of an element of the domain. */
  int index(int element) {
    int rest = element;
    int index = 0;
    for (int d = 0; d < rank; d++) {
      index += rest % sizes[d] * strides[d];
      rest /= sizes[d];
    }
    return index;
  }

  /**
   * Enters the outer dimensions' positions at an element of the domain.
   *
   * @return the operand's element at the beginning of the innermost dimension
   */
  int enter(int element, int[] position) {
    int rest = element / sizes[0];
    int index = 0;
    for (int d = 1; d < rank; d++) {
      position[d] = rest % sizes[d];
      rest /= sizes[d];
      index += position[d] * strides[d];
    }
    return index;
  }

  /** The same at the next innermost dimension. */
  int advance(int[] position, int index) {
    int next = index;
    for (int d = 1; d < rank; d++) {
      next += strides[d];
      if (++position[d] < sizes[d]) {
        return next;
      }
      next -= strides[d] * sizes[d];
      position[d] = 0;
    }
    return next;
  }
}
