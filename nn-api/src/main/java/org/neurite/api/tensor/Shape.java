package org.neurite.api.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.neurite.api.API;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;

/**
 * Dimensions of a tensor, outermost first; data are row-major. A scalar has none.
 *
 * @param dims the dimensions, each at least 1
 */
@API(API.Status.STABLE)
public record Shape(List<Dim> dims) {

  /** The shape of a scalar, {@code []}. */
  public static final Shape SCALAR = new Shape(List.of());

  /**
   * Copies the list and checks that no dimension is zero and the batch size occurs at most once.
   */
  public Shape {
    dims = List.copyOf(dims);
    int ofBatch = 0;
    for (Dim dim : dims) {
      ofBatch += dim.batch() ? 1 : 0;
    }
    if (ofBatch > 1) {
      throw new ShapeException(
          Problem.of(ErrorCode.BATCH_DIMENSION)
              .expected("at most one dimension that depends on the batch size N")
              .found(text(dims))
              .mend("keep one batch dimension per tensor"));
    }
    for (Dim dim : dims) {
      if (dim.isZero()) {
        throw new ShapeException(
            Problem.of(ErrorCode.BAD_DIMENSION)
                .expected("dimensions of at least 1")
                .found(text(dims))
                .mend("remove the empty dimension"));
      }
    }
  }

  /**
   * A shape of constants.
   *
   * @param sizes the dimensions
   * @return the shape
   */
  public static Shape of(long... sizes) {
    List<Dim> dims = new ArrayList<>(sizes.length);
    for (long size : sizes) {
      dims.add(Dim.of(size));
    }
    return new Shape(dims);
  }

  /**
   * A shape of dimensions.
   *
   * @param dims the dimensions
   * @return the shape
   */
  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  /**
   * A batch of tensors: {@code [N, sizes...]}.
   *
   * @param sizes the dimensions of one sample
   * @return the shape
   */
  public static Shape batchOf(long... sizes) {
    return of(sizes).insert(0, Dim.N);
  }

  /**
   * Number of dimensions.
   *
   * @return the rank; 0 for a scalar
   */
  public int rank() {
    return dims.size();
  }

  /**
   * One dimension.
   *
   * @param axis from 0, or negative to count from the end
   * @return the dimension
   */
  public Dim dim(int axis) {
    return dims.get(axis(axis));
  }

  /**
   * Size of a constant dimension.
   *
   * @param axis from 0, or negative to count from the end
   * @return its size
   * @throws ShapeException if the dimension depends on the batch size
   */
  public int size(int axis) {
    Dim dim = dim(axis);
    if (dim.batch()) {
      throw new ShapeException(
          Problem.of(ErrorCode.BATCH_DIMENSION)
              .expected("a constant dimension at axis " + axis)
              .found(dim + " in " + this));
    }
    return Math.toIntExact(dim.size());
  }

  /**
   * Normalises an axis.
   *
   * @param axis from 0, or negative to count from the end
   * @return the axis from 0
   * @throws ShapeException if it is out of range
   */
  public int axis(int axis) {
    int normal = axis < 0 ? axis + rank() : axis;
    if (normal < 0 || normal >= rank()) {
      throw new ShapeException(
          Problem.of(ErrorCode.AXIS_OUT_OF_RANGE)
              .expected("an axis of a tensor of rank " + rank() + " " + this)
              .found(Integer.toString(axis)));
    }
    return normal;
  }

  /**
   * Number of elements.
   *
   * @return the product of all dimensions
   */
  public Dim elements() {
    Dim product = Dim.ONE;
    for (Dim dim : dims) {
      product = product.times(dim);
    }
    return product;
  }

  /**
   * Number of elements for a batch size.
   *
   * @param n the batch size
   * @return the number of elements
   */
  public long elements(long n) {
    long product = 1;
    for (Dim dim : dims) {
      product = Math.multiplyExact(product, dim.at(n));
    }
    return product;
  }

  /**
   * Whether any dimension depends on the batch size.
   *
   * @return true if so
   */
  public boolean hasBatch() {
    for (Dim dim : dims) {
      if (dim.batch()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The concrete shape for a batch size.
   *
   * @param n the batch size
   * @return a shape of constants
   */
  public Shape at(long n) {
    return new Shape(dims.stream().map(d -> Dim.of(d.at(n))).toList());
  }

  /**
   * Replaces one dimension.
   *
   * @param axis from 0, or negative to count from the end
   * @param dim the new dimension
   * @return the changed shape
   */
  public Shape with(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(axis(axis), dim);
    return new Shape(changed);
  }

  /**
   * Inserts a dimension.
   *
   * @param axis where, from 0 to rank
   * @param dim the new dimension
   * @return the changed shape
   */
  public Shape insert(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.add(axis, dim);
    return new Shape(changed);
  }

  /**
   * Removes a dimension.
   *
   * @param axis from 0, or negative to count from the end
   * @return the changed shape
   */
  public Shape without(int axis) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.remove(axis(axis));
    return new Shape(changed);
  }

  /**
   * A part of the dimensions.
   *
   * @param from first axis
   * @param to axis after the last
   * @return the shape of these
   */
  public Shape subShape(int from, int to) {
    return new Shape(dims.subList(from, to));
  }

  /**
   * The common shape of two operands by NumPy's broadcasting rule: align the last dimensions; equal
   * dimensions match, and 1 matches anything.
   *
   * @param other the other operand's shape
   * @return the common shape
   * @throws ShapeException if the shapes do not fit
   */
  public Shape broadcast(Shape other) {
    int rank = Math.max(rank(), other.rank());
    List<Dim> common = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      Dim a = aligned(i, rank);
      Dim b = other.aligned(i, rank);
      if (!a.equals(b) && !a.isOne() && !b.isOne()) {
        throw new ShapeException(
            Problem.of(ErrorCode.SHAPE_MISMATCH)
                .expected("shapes that broadcast (equal dimensions, or 1, from the last)")
                .found(this + " and " + other)
                .mend("reshape one operand so that its dimensions line up"));
      }
      common.add(a.isOne() ? b : a);
    }
    return new Shape(common);
  }

  /**
   * Whether a tensor of this shape can be broadcast to another.
   *
   * @param target the other shape
   * @return true if broadcasting gives exactly the target
   */
  public boolean broadcastsTo(Shape target) {
    if (rank() > target.rank()) {
      return false;
    }
    for (int i = 0; i < target.rank(); i++) {
      Dim mine = aligned(i, target.rank());
      if (!mine.isOne() && !mine.equals(target.dims.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Dim aligned(int i, int rank) {
    int mine = i - (rank - rank());
    return mine < 0 ? Dim.ONE : dims.get(mine);
  }

  private static String text(List<Dim> dims) {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (Dim dim : dims) {
      text.add(dim.toString());
    }
    return text.toString();
  }

  /** The dimensions in brackets, for instance {@code [N, 64]}. */
  @Override
  public String toString() {
    return text(dims);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && dims.equals(that.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }
}
