package org.neurite.data.text;

import java.util.Optional;
import java.util.OptionalLong;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Fingerprint;

/**
 * Pieces of a text: characters as numbers, and for each of them the character that follows. In
 * order they stand side by side; shuffled, each begins anywhere. Immutable.
 */
public final class TextWindows implements Dataset {
  private final int[] text;
  private final int first;
  private final int size;
  private final int length;
  private final int count;

  /** The text is this object's own. */
  TextWindows(int[] text, int first, int size, int length) {
    this.text = text;
    this.first = first;
    this.size = size;
    this.length = length;
    this.count = (size - 1) / length;
  }

  @Override
  public Shape inputShape() {
    return Shape.of(length);
  }

  @Override
  public TensorType targetType() {
    return TensorType.int32(Shape.of(length));
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(count);
  }

  /** SHA-256 of the characters' numbers, and of a piece's length. */
  @Override
  public Optional<String> fingerprint() {
    return Optional.of(new Fingerprint().add(length).add(text, first, size).hex());
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    return new Reader() {
      private int next;

      @Override
      public int next(Batch batch) {
        int n = Math.min(batch.capacity(), count - next);
        for (int row = 0; row < n; row++, next++) {
          copy(first + start(next, shuffle), batch, row);
        }
        return n;
      }

      @Override
      public void close() {
        next = count;
      }
    };
  }

  private int start(int piece, Optional<RandomStream> shuffle) {
    return shuffle
        .map(random -> (int) (random.uniformAt(piece) * (size - length)))
        .orElse(piece * length);
  }

  private void copy(int start, Batch batch, int row) {
    int at = row * length;
    for (int i = 0; i < length; i++) {
      batch.inputs()[at + i] = text[start + i];
      batch.labels()[at + i] = text[start + i + 1];
    }
  }
}
