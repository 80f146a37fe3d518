package org.neurite.data.preprocess;

import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;

/**
 * Images of bytes, each divided by 255 and then normalised if so stated, with one of several
 * classes.
 *
 * @param inputShape {@code [channels, rows, columns]}, or {@code [pixels]} if they are flattened
 * @param target the classes
 * @param transform what is done besides
 */
public record ImagePreprocessing(Shape inputShape, ClassTarget target, ImageTransform transform)
    implements Preprocessing {
  /** What a pixel byte is divided by. */
  public static final float BRIGHTEST = 255;

  /** Checks that nothing is null. */
  public ImagePreprocessing {
    Objects.requireNonNull(inputShape, "inputShape");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(transform, "transform");
    int channels = transform.means().size();
    if (channels > 0 && inputShape.elements(1) % channels != 0) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("image channels")
              .expected("means for the channels of " + inputShape)
              .found(channels + " means"));
    }
  }

  /**
   * Images whose bytes are divided by 255 and left so.
   *
   * @param inputShape {@code [channels, rows, columns]}, or {@code [pixels]} if they are flattened
   * @param target the classes
   */
  public ImagePreprocessing(Shape inputShape, ClassTarget target) {
    this(inputShape, target, ImageTransform.NONE);
  }

  /**
   * Checks that images fit the network.
   *
   * @param source where they come from
   * @param shape dimensions of one image
   * @throws DataException with {@code NN-1402} if they have another number of pixels
   */
  public void requireFits(String source, Shape shape) {
    if (shape.elements(1) != inputShape.elements(1)) {
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(source)
              .expected("images of shape " + inputShape + ", as in training")
              .found(shape.toString())
              .mend("scale the images, or train on images of this size"));
    }
  }
}
