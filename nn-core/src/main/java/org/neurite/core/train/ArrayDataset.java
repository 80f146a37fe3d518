package org.neurite.core.train;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Samples in memory. Immutable. */
public final class ArrayDataset implements Dataset {
  private final Shape inputShape;
  private final TensorType targetType;
  private final int rows;
  private final float[] inputs;
  private final float[] targets;
  private final int[] labels;
  private final Optional<float[]> weights;
  private volatile String fingerprint = "";

  /**
   * Samples with targets.
   *
   * @param inputs {@code [rows, ..]}
   * @param targets {@code [rows, ..]}, int32 for class indices, else floating-point
   * @throws DataException with {@code NN-1706} if the numbers of rows differ
   */
  public ArrayDataset(NDArray inputs, NDArray targets) {
    this(inputs, targets, Optional.empty());
  }

  /**
   * Samples with targets and weights.
   *
   * @param inputs {@code [rows, ..]}
   * @param targets {@code [rows, ..]}, int32 for class indices, else floating-point
   * @param weights how much each row counts, {@code [rows]}; empty for all alike
   * @throws DataException with {@code NN-1706} if the numbers of rows differ
   */
  public ArrayDataset(NDArray inputs, NDArray targets, Optional<NDArray> weights) {
    this.rows = inputs.shape().size(0);
    requireRows("targets", targets);
    weights.ifPresent(w -> requireRows("weights", w));
    boolean isLabels = targets.dataType() == DataType.INT32;
    this.inputShape = inputs.shape().without(0);
    this.targetType =
        new TensorType(isLabels ? DataType.INT32 : DataType.FLOAT32, targets.shape().without(0));
    this.inputs = inputs.toFloats();
    this.targets = isLabels ? new float[0] : targets.toFloats();
    this.labels = isLabels ? targets.toInts() : new int[0];
    this.weights = weights.map(NDArray::toFloats);
  }

  private void requireRows(String what, NDArray array) {
    if (array.shape().rank() == 0 || array.shape().size(0) != rows) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(what)
              .expected(rows + " rows, as many as inputs")
              .found(array.shape().toString()));
    }
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public TensorType targetType() {
    return targetType;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(rows);
  }

  @Override
  public boolean hasWeights() {
    return weights.isPresent();
  }

  /** SHA-256 of all elements, computed once. */
  @Override
  public Optional<String> fingerprint() {
    String known = fingerprint;
    if (known.isEmpty()) {
      known =
          new Fingerprint()
              .add(inputs)
              .add(targets)
              .add(labels)
              .add(weights.orElse(new float[0]))
              .hex();
      fingerprint = known;
    }
    return Optional.of(known);
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    int[] order =
        shuffle.map(s -> s.permutation(rows)).orElseGet(() -> IntStream.range(0, rows).toArray());
    return new ArrayReader(order);
  }

  private final class ArrayReader implements Reader {
    private final int[] order;
    private int position;

    ArrayReader(int[] order) {
      this.order = order;
    }

    @Override
    public int next(Batch batch) {
      int count = Math.min(batch.capacity(), rows - position);
      int width = inputs.length / rows;
      int targetWidth = (targets.length + labels.length) / rows;
      for (int i = 0; i < count; i++) {
        int row = order[position + i];
        System.arraycopy(inputs, row * width, batch.inputs(), i * width, width);
        if (labels.length > 0) {
          System.arraycopy(labels, row * targetWidth, batch.labels(), i * targetWidth, targetWidth);
        } else {
          System.arraycopy(
              targets, row * targetWidth, batch.targets(), i * targetWidth, targetWidth);
        }
        if (weights.isPresent()) {
          batch.weights()[i] = weights.get()[row];
        }
      }
      position += count;
      return count;
    }

    @Override
    public void close() {
      position = rows;
    }
  }
}
