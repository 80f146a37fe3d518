package org.neurite.data.series;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.preprocess.SeriesPreprocessing;

/** Windows of a series that stands in memory once, however far they overlap. Immutable. */
public final class WindowDataset implements Dataset {
  private final float[] rows;
  private final float[] targets;
  private final SeriesPreprocessing preprocessing;
  private final int first;
  private final int windows;

  /** The arrays are this object's own. */
  WindowDataset(
      float[] rows, float[] targets, SeriesPreprocessing preprocessing, int first, int windows) {
    this.rows = rows;
    this.targets = targets;
    this.preprocessing = preprocessing;
    this.first = first;
    this.windows = windows;
  }

  @Override
  public Shape inputShape() {
    return preprocessing.inputShape();
  }

  @Override
  public TensorType targetType() {
    return TensorType.float32(Shape.of(1));
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(windows);
  }

  /** SHA-256 of the windows' encoded rows, of the targets, and of how they are cut. */
  @Override
  public Optional<String> fingerprint() {
    int window = preprocessing.window();
    int horizon = preprocessing.horizon();
    int width = preprocessing.width();
    int read = windows + window - 1;
    return Optional.of(
        new Fingerprint()
            .add(window, horizon)
            .add(rows, first * width, read * width)
            .add(targets, first + window + horizon - 1, windows)
            .hex());
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    int[] order =
        shuffle
            .map(stream -> stream.permutation(windows))
            .orElseGet(() -> IntStream.range(0, windows).toArray());
    return new WindowReader(order);
  }

  private final class WindowReader implements Reader {
    private final int[] order;
    private int position;

    WindowReader(int[] order) {
      this.order = order;
    }

    @Override
    public int next(Batch batch) {
      int count = Math.min(batch.capacity(), order.length - position);
      int width = preprocessing.width();
      int size = preprocessing.window() * width;
      for (int i = 0; i < count; i++, position++) {
        int start = first + order[position];
        System.arraycopy(rows, start * width, batch.inputs(), i * size, size);
        batch.targets()[i] = targets[start + preprocessing.window() + preprocessing.horizon() - 1];
      }
      return count;
    }

    @Override
    public void close() {
      position = order.length;
    }
  }
}
