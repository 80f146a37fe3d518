package org.neurite.core.schedule;

// long: rate and momentum, up and down

import java.util.Objects;
import java.util.OptionalDouble;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Up and far down again (Smith, Topin, "Super-convergence", 2017). The optimizer's rate is the
 * peak: from {@code base / divFactor} at step 0 up to {@code base} at {@code pctStart totalSteps -
 * 1}, then down to {@code base / divFactor / finalDivFactor} at {@code totalSteps - 1}. The
 * momentum goes the opposite way and takes the place of the optimizer's: of {@code momentum}, or of
 * {@code beta1} in Adam's family. Optimizers without one only follow the rate.
 *
 * @param totalSteps steps of the whole cycle
 * @param pctStart part of them on which the rate rises
 * @param anneal how the rate goes
 * @param divFactor peak by first rate
 * @param finalDivFactor first rate by last rate
 * @param baseMomentum momentum at the peak
 * @param maxMomentum momentum at both ends
 */
public record OneCycle(
    @Setting(doc = "steps of the whole cycle", min = 2) long totalSteps,
    @Setting(
            doc = "part of the steps on which the rate rises",
            defaultValue = "0.3",
            min = 0,
            max = 1)
        double pctStart,
    @Setting(doc = "how the rate goes", defaultValue = "cos") Anneal anneal,
    @Setting(doc = "peak by first rate", defaultValue = "25", min = 1) double divFactor,
    @Setting(doc = "first rate by last rate", defaultValue = "10000", min = 1)
        double finalDivFactor,
    @Setting(doc = "momentum at the peak", defaultValue = "0.85", min = 0, max = MAX_MOMENTUM)
        double baseMomentum,
    @Setting(doc = "momentum at both ends", defaultValue = "0.95", min = 0, max = MAX_MOMENTUM)
        double maxMomentum)
    implements Schedule {

  /** The largest below 1 in single precision: with 1 a mean would never learn anything. */
  static final double MAX_MOMENTUM = 1 - 0x1p-24;

  /** Checks the settings. */
  public OneCycle {
    Settings.check(OneCycle.class, "pctStart", pctStart);
    Settings.check(OneCycle.class, "divFactor", divFactor);
    Settings.check(OneCycle.class, "finalDivFactor", finalDivFactor);
    Settings.check(OneCycle.class, "baseMomentum", baseMomentum);
    Settings.check(OneCycle.class, "maxMomentum", maxMomentum);
    Objects.requireNonNull(anneal, "anneal");
    Settings.check(OneCycle.class, "totalSteps", (double) totalSteps);
  }

  /**
   * The usual settings.
   *
   * @param totalSteps steps of the whole cycle
   */
  public OneCycle(long totalSteps) {
    this(totalSteps, 0.3, Anneal.COS, 25, 1e4, 0.85, 0.95);
  }

  @Override
  public double rate(double base, long step) {
    double first = base / divFactor;
    return cycle(step, first, base, first / finalDivFactor);
  }

  @Override
  public OptionalDouble momentum(long step) {
    return OptionalDouble.of(cycle(step, maxMomentum, baseMomentum, maxMomentum));
  }

  private double cycle(long step, double first, double peak, double last) {
    double up = pctStart * totalSteps - 1;
    double k = Math.min(step, totalSteps - 1);
    return k <= up
        ? between(first, peak, up == 0 ? 1 : k / up)
        : between(peak, last, (k - up) / (totalSteps - 1 - up));
  }

  private double between(double from, double to, double part) {
    return switch (anneal) {
      case COS -> to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
      case LINEAR -> from + (to - from) * part;
    };
  }
}
