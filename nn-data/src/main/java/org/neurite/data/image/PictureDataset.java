package org.neurite.data.image;

import java.util.Optional;
import java.util.OptionalLong;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.preprocess.ImageTransform;

/** Some of a folder's pictures, changed at random where a reader shuffles. Immutable. */
public final class PictureDataset implements Dataset {
  /** Numbers before this one order the pictures. */
  private static final long FIRST_CHANGE = 1L << 40;

  private final Pictures pictures;
  private final int[] chosen;
  private final ImageTransform transform;
  private final Augmentation augmentation;

  /** The numbers are this object's own. */
  PictureDataset(
      Pictures pictures, int[] chosen, ImageTransform transform, Augmentation augmentation) {
    this.pictures = pictures;
    this.chosen = chosen;
    this.transform = transform;
    this.augmentation = augmentation;
  }

  @Override
  public Shape inputShape() {
    return pictures.size().shape();
  }

  @Override
  public TensorType targetType() {
    return TensorType.int32(Shape.SCALAR);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(chosen.length);
  }

  /**
   * SHA-256 of the pictures as they were decoded when the folder was opened, their classes, and
   * what is done to them.
   */
  @Override
  public Optional<String> fingerprint() {
    Fingerprint fingerprint = new Fingerprint().add(transform.toString());
    fingerprint.add(augmentation.toString());
    for (int picture : chosen) {
      fingerprint.add(pictures.label(picture)).add(pictures.fingerprint(picture));
    }
    return Optional.of(fingerprint.hex());
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    int[] order = chosen;
    if (shuffle.isPresent()) {
      int[] places = shuffle.get().permutation(chosen.length);
      order = new int[chosen.length];
      for (int i = 0; i < order.length; i++) {
        order[i] = chosen[places[i]];
      }
    }
    return new PictureReader(order, shuffle.filter(s -> !augmentation.equals(Augmentation.NONE)));
  }

  private final class PictureReader implements Reader {
    private final int[] order;
    private final Optional<RandomStream> changes;
    private final int size = pictures.size().bytes();
    private final float[] whole = new float[size];
    private int position;

    PictureReader(int[] order, Optional<RandomStream> changes) {
      this.order = order;
      this.changes = changes;
    }

    @Override
    public int next(Batch batch) {
      int count = Math.min(batch.capacity(), order.length - position);
      for (int i = 0; i < count; i++, position++) {
        int picture = order[position];
        pictures.read(picture, batch.inputs(), i * size);
        transform.normalise(batch.inputs(), i * size, size);
        if (changes.isPresent()) {
          change(changes.get(), batch.inputs(), i * size);
        }
        batch.labels()[i] = pictures.label(picture);
      }
      return count;
    }

    private void change(RandomStream random, float[] out, int at) {
      long first = FIRST_CHANGE + 3L * position;
      boolean mirrored = augmentation.flip() && random.uniformAt(first) < 0.5;
      int down = moved(random.uniformAt(first + 1));
      int right = moved(random.uniformAt(first + 2));
      System.arraycopy(out, at, whole, 0, size);
      int height = pictures.size().height();
      int width = pictures.size().width();
      for (int i = 0; i < size; i++) {
        int y = i / width % height - down;
        int x = i % width - right;
        boolean inside = y >= 0 && y < height && x >= 0 && x < width;
        int plane = i / (height * width) * height * width;
        out[at + i] = inside ? whole[plane + y * width + (mirrored ? width - 1 - x : x)] : 0;
      }
    }

    private int moved(double uniform) {
      return (int) (uniform * (2 * augmentation.shift() + 1)) - augmentation.shift();
    }

    @Override
    public void close() {
      position = order.length;
    }
  }
}
