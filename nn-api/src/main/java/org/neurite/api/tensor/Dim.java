package org.neurite.api.tensor;

import org.neurite.api.API;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;

/**
 * One dimension: a constant, or a constant multiple of the batch size {@code N}.
 *
 * @param size the constant, or the factor of {@code N}; at least 1 for a shape's dimension, 0 only
 *     as an offset
 * @param batch whether it is multiplied by the batch size
 */
@API(API.Status.STABLE)
public record Dim(long size, boolean batch) {

  /** The constant one. */
  public static final Dim ONE = new Dim(1, false);

  /** The batch size {@code N}. */
  public static final Dim N = new Dim(1, true);

  /** Checks that the size is not negative. */
  public Dim {
    if (size < 0) {
      throw new ShapeException(
          Problem.of(ErrorCode.BAD_DIMENSION)
              .expected("a dimension of at least 1")
              .found(Long.toString(size)));
    }
  }

  /**
   * A constant dimension.
   *
   * @param size its size
   * @return the dimension
   */
  public static Dim of(long size) {
    return new Dim(size, false);
  }

  /**
   * A multiple of the batch size.
   *
   * @param factor how many times {@code N}
   * @return the dimension
   */
  public static Dim batch(long factor) {
    return new Dim(factor, true);
  }

  /**
   * The size for a given batch size.
   *
   * @param n the batch size
   * @return number of entries
   */
  public long at(long n) {
    return batch ? Math.multiplyExact(size, n) : size;
  }

  /**
   * Whether this is the constant one, which broadcasts.
   *
   * @return true for {@link #ONE}
   */
  public boolean isOne() {
    return size == 1 && !batch;
  }

  /**
   * Whether this is the constant zero (an offset).
   *
   * @return true for a size of zero
   */
  public boolean isZero() {
    return size == 0;
  }

  /**
   * Product of two dimensions.
   *
   * @param other the other factor
   * @return the product
   * @throws ShapeException if both depend on the batch size
   */
  public Dim times(Dim other) {
    if (batch && other.batch) {
      throw new ShapeException(
          Problem.of(ErrorCode.BATCH_DIMENSION)
              .expected("a product in which the batch size N occurs once")
              .found(this + " * " + other)
              .mend("keep one batch dimension per tensor"));
    }
    return new Dim(Math.multiplyExact(size, other.size), batch || other.batch);
  }

  /**
   * Sum of two dimensions.
   *
   * @param other the other term
   * @return the sum
   * @throws ShapeException if one depends on the batch size and the other is a constant but zero
   */
  public Dim plus(Dim other) {
    if (other.isZero()) {
      return this;
    }
    if (isZero()) {
      return other;
    }
    requireSameKind(other, "+");
    return new Dim(Math.addExact(size, other.size), batch);
  }

  /**
   * Difference of two dimensions.
   *
   * @param other what to subtract
   * @return the difference
   * @throws ShapeException if it would be negative or mixes the batch size with a constant
   */
  public Dim minus(Dim other) {
    if (other.isZero()) {
      return this;
    }
    requireSameKind(other, "-");
    return new Dim(Math.subtractExact(size, other.size), batch);
  }

  private void requireSameKind(Dim other, String operator) {
    if (batch != other.batch) {
      throw new ShapeException(
          Problem.of(ErrorCode.BATCH_DIMENSION)
              .expected("a constant, or a constant multiple of the batch size N")
              .found(this + " " + operator + " " + other)
              .mend("combine constants with constants and batch dimensions with each other"));
    }
  }

  @Override
  public String toString() {
    if (!batch) {
      return Long.toString(size);
    }
    return size == 1 ? "N" : size + "N";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim that && size == that.size && batch == that.batch;
  }

  @Override
  public int hashCode() {
    return 2 * Long.hashCode(size) + (batch ? 1 : 0);
  }
}
