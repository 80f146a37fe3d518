package org.neurite.core.schedule;

// long: a rule, and its memory in one training

import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Falls by a factor when a measured value no longer improves, as in PyTorch. An epoch is better if
 * {@code m < best (1 - threshold)} (relative) or {@code m < best - threshold} (absolute), with the
 * signs turned for {@code max}. After more than {@code patience} epochs that are not, the rate
 * becomes {@code max(rate factor, minRate)}, unless it is lower already, and {@code cooldown}
 * epochs pass before any is counted again. A value that is NaN is no improvement. Unlike PyTorch's,
 * a fall is made however small it is.
 *
 * @param value what is watched, for instance {@code val_loss}
 * @param mode in which direction it improves
 * @param factor of each fall
 * @param patience epochs without improvement that are allowed
 * @param threshold smallest improvement that counts
 * @param thresholdMode how it is compared
 * @param cooldown epochs after a fall that are not counted
 * @param minRate lowest rate
 */
public record ReduceOnPlateau(
    @Setting(doc = "what is watched, by its name in the epoch's values", defaultValue = "val_loss")
        String value,
    @Setting(doc = "in which direction it improves", defaultValue = "min") Better mode,
    @Setting(doc = "factor of each fall", defaultValue = "0.1", min = 0, max = 1) double factor,
    @Setting(doc = "epochs without improvement that are allowed", defaultValue = "10", min = 0)
        int patience,
    @Setting(doc = "smallest improvement that counts", defaultValue = "1e-4", min = 0)
        double threshold,
    @Setting(doc = "how the improvement is compared", defaultValue = "rel")
        ThresholdMode thresholdMode,
    @Setting(doc = "epochs after a fall that are not counted", defaultValue = "0", min = 0)
        int cooldown,
    @Setting(doc = "lowest rate", defaultValue = "0", min = 0) double minRate)
    implements MeasuredSchedule {

  /** Checks the settings. */
  public ReduceOnPlateau {
    Settings.check(ReduceOnPlateau.class, "factor", factor);
    Settings.require(factor < 1, ReduceOnPlateau.class, "factor", "a number below 1", factor);
    Settings.check(ReduceOnPlateau.class, "patience", patience);
    Settings.check(ReduceOnPlateau.class, "threshold", threshold);
    Settings.check(ReduceOnPlateau.class, "cooldown", cooldown);
    Settings.check(ReduceOnPlateau.class, "minRate", minRate);
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(thresholdMode, "thresholdMode");
  }

  /** A tenth after ten epochs in which {@code val_loss} did not fall. */
  public ReduceOnPlateau() {
    this("val_loss", Better.MIN, 0.1, 10, 1e-4, ThresholdMode.REL, 0, 0);
  }

  @Override
  public Optional<String> watched() {
    return Optional.of(value);
  }

  @Override
  public Running start() {
    return new Memory();
  }

  private boolean improves(double measured, double best) {
    double sign = mode == Better.MIN ? -1 : 1;
    double bound =
        thresholdMode == ThresholdMode.REL
            ? best * (1 + sign * threshold)
            : best + sign * threshold;
    return sign * measured > sign * bound;
  }

  private final class Memory implements Running {
    private double best = Double.NaN;
    private int bad;
    private int resting;
    private int falls;

    @Override
    public void observe(double measured) {
      boolean better = Double.isNaN(best) ? !Double.isNaN(measured) : improves(measured, best);
      if (better) {
        best = measured;
        bad = 0;
      } else {
        bad++;
      }
      if (resting > 0) {
        resting--;
        bad = 0;
      }
      if (bad > patience) {
        falls++;
        resting = cooldown;
        bad = 0;
      }
    }

    @Override
    public double rate(double base, long step) {
      double rate = base;
      for (int i = 0; i < falls; i++) {
        rate = Math.min(rate, Math.max(rate * factor, minRate));
      }
      return rate;
    }
  }
}
