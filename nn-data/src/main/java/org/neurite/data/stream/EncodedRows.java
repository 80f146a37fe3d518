package org.neurite.data.stream;

import java.util.Optional;
import java.util.function.LongPredicate;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.data.Table;
import org.neurite.data.csv.TableStream;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** One pass over a stream: the chosen rows, encoded, one after the other. */
final class EncodedRows implements AutoCloseable {
  private final TablePreprocessing preprocessing;
  private final LongPredicate chosen;
  private final TableStream.Pieces pieces;
  private final int width;
  private final RowsIdentity identity;
  private final Optional<RowsFingerprint> observer;
  private long first;
  private float[] inputs = new float[0];
  private float[] targets = new float[0];
  private int[] labels = new int[0];
  private int rows;
  private int row = -1;
  private boolean ended;

  EncodedRows(
      TableStream stream,
      TablePreprocessing preprocessing,
      LongPredicate chosen,
      RowsIdentity identity) {
    this.identity = identity;
    this.observer = identity.observer();
    this.preprocessing = preprocessing;
    this.chosen = chosen;
    this.width = Math.toIntExact(preprocessing.inputShape().elements(1));
    this.pieces = stream.pieces(StreamedData.PIECE);
  }

  int width() {
    return width;
  }

  boolean isClasses() {
    return preprocessing.target().task() == Task.CLASSIFICATION;
  }

  /** Goes on to the next row; false at the end. */
  boolean next() {
    row++;
    while (row >= rows && !ended) {
      pieces.next().ifPresentOrElse(this::encode, this::end);
    }
    return !ended;
  }

  private void end() {
    ended = true;
    observer.ifPresent(identity::learn);
  }

  private void encode(Table piece) {
    observer.ifPresent(rowsSoFar -> rowsSoFar.add(piece));
    int[] wanted = StreamedData.rows(chosen, first, piece.rows());
    first += piece.rows();
    rows = wanted.length;
    row = 0;
    if (rows > 0) {
      inputs = piece.inputs(preprocessing, wanted);
      NDArray encoded = piece.targets(preprocessing, wanted);
      if (encoded.dataType() == DataType.INT32) {
        labels = encoded.toInts();
      } else {
        targets = encoded.toFloats();
      }
    }
  }

  void copyInput(float[] to, int slot) {
    System.arraycopy(inputs, row * width, to, slot * width, width);
  }

  void copyTarget(float[] numbers, int[] classes, int slot) {
    if (classes.length > 0) {
      classes[slot] = labels[row];
    } else {
      numbers[slot] = targets[row];
    }
  }

  @Override
  public void close() {
    pieces.close();
  }
}
