package org.neurite.data.preprocess;

import java.util.List;
import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;

/**
 * Windows of a series: some rows of it, each encoded column by column, and a number that comes
 * later.
 *
 * @param features the columns that the network reads
 * @param window how many rows a window has, at least 1
 * @param horizon how many rows after the window's last one the target stands, at least 1
 * @param target the number that is learnt
 */
public record SeriesPreprocessing(
    List<Feature> features, int window, int horizon, NumberTarget target) implements Preprocessing {
  /** Copies the list and checks the sizes. */
  public SeriesPreprocessing {
    features = List.copyOf(features);
    Objects.requireNonNull(target, "target");
    if (features.isEmpty() || window < 1 || horizon < 1) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("windows")
              .expected("at least one column, a window and a horizon of at least 1")
              .found(
                  features.size()
                      + " columns, a window of "
                      + window
                      + " and a horizon of "
                      + horizon));
    }
  }

  /**
   * Dimensions of one window.
   *
   * @return {@code [window, width]}
   */
  @Override
  public Shape inputShape() {
    return Shape.of(window, width());
  }

  /**
   * How many numbers one row makes.
   *
   * @return at least 1
   */
  public int width() {
    return features.stream().mapToInt(Feature::width).sum();
  }
}
