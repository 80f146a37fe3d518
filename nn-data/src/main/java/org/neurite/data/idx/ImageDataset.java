package org.neurite.data.idx;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Fingerprint;

/** Images with labels; pixels stay bytes until a batch is filled. Immutable. */
public final class ImageDataset implements Dataset {
  private final Images images;
  private final byte[] labels;
  private final Shape shape;

  /**
   * Images with labels.
   *
   * @param images the images
   * @param labels one class index per image, from 0 to 255 as a byte
   * @param shape dimensions of one input, with as many elements as an image has pixels
   * @throws DataException with {@code NN-1702} if there are not as many labels as images, or the
   *     shape does not fit
   */
  public ImageDataset(Images images, byte[] labels, Shape shape) {
    if (labels.length != images.count() || shape.elements(1) != images.shape().elements(1)) {
      throw new DataException(
          Problem.of(ErrorCode.DATA_MALFORMED)
              .at(images.source())
              .expected(images.count() + " labels and inputs of " + images.shape())
              .found(labels.length + " labels and inputs of " + shape));
    }
    this.images = images;
    this.labels = labels;
    this.shape = shape;
  }

  static void requireLabels(String source, byte[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 255) >= classes) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at("label " + i + " of " + source)
                .expected("a class from 0 to " + (classes - 1))
                .found(Integer.toString(labels[i] & 255)));
      }
    }
  }

  @Override
  public Shape inputShape() {
    return shape;
  }

  @Override
  public TensorType targetType() {
    return TensorType.int32(Shape.SCALAR);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(labels.length);
  }

  /** SHA-256 of dimensions, pixels and labels. */
  @Override
  public Optional<String> fingerprint() {
    Fingerprint fingerprint = new Fingerprint().add(shape.toString());
    return Optional.of(images.addTo(fingerprint).add(labels).hex());
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    return new ImageReader(
        shuffle
            .map(stream -> stream.permutation(labels.length))
            .orElseGet(() -> IntStream.range(0, labels.length).toArray()));
  }

  private final class ImageReader implements Reader {
    private final int[] order;
    private int position;

    ImageReader(int[] order) {
      this.order = order;
    }

    @Override
    public int next(Batch batch) {
      int count = Math.min(batch.capacity(), order.length - position);
      int size = Math.toIntExact(shape.elements(1));
      for (int i = 0; i < count; i++) {
        int image = order[position + i];
        images.read(image, batch.inputs(), i * size);
        batch.labels()[i] = labels[image] & 255;
      }
      position += count;
      return count;
    }

    @Override
    public void close() {
      position = order.length;
    }
  }
}
