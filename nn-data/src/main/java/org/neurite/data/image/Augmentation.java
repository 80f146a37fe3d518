package org.neurite.data.image;

import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Random changes of training pictures.
 *
 * @param flip whether half of the pictures are mirrored, left for right
 * @param shift by how many pixels at most they are moved along and across; what comes in at the
 *     edge is 0
 */
public record Augmentation(boolean flip, int shift) {
  /** No changes. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  /** Checks the number. */
  public Augmentation {
    if (shift < 0) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("shift")
              .expected("at least 0 pixels")
              .found(Integer.toString(shift)));
    }
  }
}
