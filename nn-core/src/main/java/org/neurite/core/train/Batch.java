package org.neurite.core.train;

import java.util.Arrays;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Host memory for a batch, filled by a {@link Dataset.Reader} and used again and again. The arrays
 * are the batch's own, not copies: row {@code i} of a sample of {@code e} elements stands at {@code
 * i * e}.
 */
public final class Batch {
  private final int capacity;
  private final float[] inputs;
  private final float[] targets;
  private final int[] labels;
  private final float[] weights;

  /**
   * Memory for a number of samples.
   *
   * @param capacity the largest number of samples
   * @param inputShape dimensions of one input
   * @param targetType type of one target, float32 or int32
   */
  public Batch(int capacity, Shape inputShape, TensorType targetType) {
    boolean isLabels = targetType.dataType() == DataType.INT32;
    int targetSize = Math.multiplyExact(capacity, elements(targetType.shape()));
    this.capacity = capacity;
    this.inputs = new float[Math.multiplyExact(capacity, elements(inputShape))];
    this.targets = new float[isLabels ? 0 : targetSize];
    this.labels = new int[isLabels ? targetSize : 0];
    this.weights = new float[capacity];
    Arrays.fill(weights, 1);
  }

  private static int elements(Shape shape) {
    return Math.toIntExact(shape.elements(1));
  }

  /**
   * The largest number of samples.
   *
   * @return the capacity
   */
  public int capacity() {
    return capacity;
  }

  /**
   * Inputs, row-major.
   *
   * @return the array itself
   */
  public float[] inputs() {
    return inputs;
  }

  /**
   * Floating-point targets, row-major; empty if targets are labels.
   *
   * @return the array itself
   */
  public float[] targets() {
    return targets;
  }

  /**
   * Integer targets, row-major; empty if targets are floating-point.
   *
   * @return the array itself
   */
  public int[] labels() {
    return labels;
  }

  /**
   * One weight per sample; 1 unless the data set says otherwise.
   *
   * @return the array itself
   */
  public float[] weights() {
    return weights;
  }
}
