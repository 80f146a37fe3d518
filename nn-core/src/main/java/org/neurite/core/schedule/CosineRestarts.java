package org.neurite.core.schedule;

import org.neurite.api.component.Schedule;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * Half a cosine wave again and again (Loshchilov, Hutter, "SGDR", 2016): {@link CosineSchedule}
 * within periods of {@code t0}, {@code t0 tMult}, {@code t0 tMult^2} .. steps, each from the full
 * rate.
 *
 * @param t0 steps of the first period
 * @param tMult factor from one period to the next
 * @param etaMin the lowest rate
 */
public record CosineRestarts(
    @Setting(doc = "steps of the first period", min = 1) long t0,
    @Setting(doc = "factor from one period to the next", defaultValue = "1", min = 1) int tMult,
    @Setting(doc = "lowest rate", defaultValue = "0", min = 0) double etaMin)
    implements Schedule {

  /** Checks the settings. */
  public CosineRestarts {
    Settings.check(CosineRestarts.class, "tMult", tMult);
    Settings.check(CosineRestarts.class, "etaMin", etaMin);
    Settings.check(CosineRestarts.class, "t0", (double) t0);
  }

  @Override
  public double rate(double base, long step) {
    long period = t0;
    long k = step;
    if (tMult == 1) {
      k %= t0;
    }
    while (k >= period) {
      k -= period;
      period *= tMult;
    }
    return new CosineSchedule(period, etaMin).rate(base, k);
  }
}
