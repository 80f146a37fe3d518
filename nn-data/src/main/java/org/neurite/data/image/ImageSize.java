package org.neurite.data.image;

import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;

/**
 * The one size that all pictures are brought to.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height rows
 * @param width columns
 * @param crop whether a picture of other proportions is cut at its longer sides; else it is
 *     stretched
 */
public record ImageSize(int channels, int height, int width, boolean crop) {
  private static final int LARGEST = 1 << 14;

  /** Checks the numbers. */
  public ImageSize {
    boolean fits =
        (channels == 1 || channels == 3)
            && height >= 1
            && height <= LARGEST
            && width >= 1
            && width <= LARGEST;
    if (!fits) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("image size")
              .expected("1 or 3 channels and sides from 1 to " + LARGEST)
              .found(channels + " channels, " + height + " by " + width));
    }
  }

  /**
   * Pictures in colour, stretched.
   *
   * @param height rows
   * @param width columns
   * @return the size
   */
  public static ImageSize rgb(int height, int width) {
    return new ImageSize(3, height, width, false);
  }

  /**
   * Pictures in grey, stretched.
   *
   * @param height rows
   * @param width columns
   * @return the size
   */
  public static ImageSize grey(int height, int width) {
    return new ImageSize(1, height, width, false);
  }

  /**
   * Cut instead of stretched.
   *
   * @return a changed size
   */
  public ImageSize cropped() {
    return new ImageSize(channels, height, width, true);
  }

  /**
   * Dimensions of one picture.
   *
   * @return {@code [channels, rows, columns]}
   */
  public Shape shape() {
    return Shape.of(channels, height, width);
  }

  int bytes() {
    return channels * height * width;
  }
}
