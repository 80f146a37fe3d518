package org.neurite.data.preprocess;

import java.util.List;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * What is done to a picture besides dividing its bytes by 255.
 *
 * @param crop whether a picture of other proportions is cut at its longer sides; else it is
 *     stretched
 * @param means what is taken off each channel, from 0 to 1; empty for nothing
 * @param deviations what each channel is then divided by, above 0; as many as means
 */
public record ImageTransform(boolean crop, List<Double> means, List<Double> deviations) {
  /** Nothing is done. */
  public static final ImageTransform NONE = new ImageTransform(false, List.of(), List.of());

  /** Copies the lists and checks that they fit. */
  public ImageTransform {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    if (means.size() != deviations.size() || deviations.stream().anyMatch(d -> !(d > 0))) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("image channels")
              .expected("as many deviations as means, above 0")
              .found(means + " and " + deviations));
    }
  }

  /**
   * Normalises the pixels of one picture.
   *
   * @param pixels numbers from 0 to 1, channel by channel
   * @param at where the picture begins
   * @param size how many numbers it has
   */
  public void normalise(float[] pixels, int at, int size) {
    if (means.isEmpty()) {
      return;
    }
    int plane = size / means.size();
    for (int channel = 0; channel < means.size(); channel++) {
      double mean = means.get(channel);
      double deviation = deviations.get(channel);
      int first = at + channel * plane;
      for (int i = first; i < first + plane; i++) {
        pixels[i] = (float) ((pixels[i] - mean) / deviation);
      }
    }
  }
}
