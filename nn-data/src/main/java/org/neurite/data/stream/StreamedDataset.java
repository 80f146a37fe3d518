package org.neurite.data.stream;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.csv.TableStream;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** Rows that are read and encoded as they are wanted. Each reader is a pass of its own. */
public final class StreamedDataset implements Dataset {
  private final TableStream stream;
  private final TablePreprocessing preprocessing;
  private final LongPredicate chosen;
  private final long size;
  private final int buffer;
  private final RowsIdentity rows;

  /**
   * Some rows of a stream.
   *
   * @param chosen which, by their number in the stream
   * @param size how many they are, below 0 if that is not known
   * @param rows tells these rows from others, the choice included
   */
  StreamedDataset(
      TableStream stream,
      TablePreprocessing preprocessing,
      LongPredicate chosen,
      long size,
      int buffer,
      RowsIdentity rows) {
    this.stream = stream;
    this.preprocessing = preprocessing;
    this.chosen = chosen;
    this.size = size;
    this.buffer = buffer;
    this.rows = rows;
  }

  @Override
  public Shape inputShape() {
    return preprocessing.inputShape();
  }

  @Override
  public TensorType targetType() {
    return preprocessing.target().task() == Task.REGRESSION
        ? TensorType.float32(Shape.of(1))
        : TensorType.int32(Shape.SCALAR);
  }

  @Override
  public OptionalLong size() {
    return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
  }

  /**
   * SHA-256 of the values of all rows in their order, of which are chosen, and of the size of the
   * shuffle buffer. Known from the first pass that came to the end, else a pass of its own.
   */
  @Override
  public Optional<String> fingerprint() {
    return Optional.of(new Fingerprint().add(buffer).add(rows.text()).hex());
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    EncodedRows rows = new EncodedRows(stream, preprocessing, chosen, this.rows);
    try {
      return shuffle.isPresent() && buffer > 1
          ? new ShuffleBuffer(rows, buffer, shuffle.get())
          : new InOrder(rows);
    } catch (RuntimeException | OutOfMemoryError e) {
      rows.close();
      throw e;
    }
  }

  /** Rows as they come. */
  private record InOrder(EncodedRows rows) implements Reader {
    @Override
    public int next(Batch batch) {
      int count = 0;
      while (count < batch.capacity() && rows.next()) {
        rows.copyInput(batch.inputs(), count);
        rows.copyTarget(batch.targets(), batch.labels(), count);
        count++;
      }
      return count;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
