package org.neurite.data.preprocess;

import java.util.Objects;
import org.neurite.api.tensor.Shape;

/**
 * Images of bytes, each divided by 255, with one of several classes.
 *
 * @param inputShape {@code [channels, rows, columns]}, or {@code [pixels]} if they are flattened
 * @param target the classes
 */
public record ImagePreprocessing(Shape inputShape, ClassTarget target) implements Preprocessing {
  /** What a pixel byte is divided by. */
  public static final float BRIGHTEST = 255;

  /** Checks that nothing is null. */
  public ImagePreprocessing {
    Objects.requireNonNull(inputShape, "inputShape");
    Objects.requireNonNull(target, "target");
  }
}
