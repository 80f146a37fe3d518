package org.neurite.reference;

/** Walks over the elements of a box whose neighbours lie a stride apart. */
final class Box {
  private Box() {}

  /** Takes one element: its number in the walk, and where it lies. */
  @FunctionalInterface
  interface Visitor {
    void visit(int dense, int offset);
  }

  /**
   * Visits a box in row-major order.
   *
   * @param sizes elements per axis
   * @param strides distance between neighbours per axis; 0 repeats, negative runs backwards
   * @param base where element (0, .., 0) lies
   */
  static void visit(int[] sizes, int[] strides, int base, Visitor visitor) {
    visit(sizes, strides, 0, 0, base, visitor);
  }

  private static void visit(
      int[] sizes, int[] strides, int axis, int index, int offset, Visitor visitor) {
    if (axis == sizes.length) {
      visitor.visit(index, offset);
      return;
    }
    for (int i = 0; i < sizes[axis]; i++) {
      visit(sizes, strides, axis + 1, index * sizes[axis] + i, offset + i * strides[axis], visitor);
    }
  }
}
