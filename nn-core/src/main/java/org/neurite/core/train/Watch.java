package org.neurite.core.train;

import org.neurite.api.component.EpochReport;

/** A value that is followed from epoch to epoch. What it remembers follows from the reports. */
final class Watch {
  private final EarlyStopping rule;
  private final String option;
  private double best;
  private int waited;

  /**
   * Nothing seen yet.
   *
   * @param rule what is better
   * @param option whose value it is, for messages
   */
  Watch(EarlyStopping rule, String option) {
    this.rule = rule;
    this.option = option;
    this.best = rule.worst();
  }

  /** Takes note of an epoch and says whether it is the best so far. */
  boolean improves(EpochReport report) {
    double value = value(option, rule.value(), report);
    if (rule.improves(value, best)) {
      best = value;
      waited = 0;
      return true;
    }
    waited++;
    return false;
  }

  /** Whether patience is at its end. */
  boolean isOver() {
    return waited >= rule.patience();
  }

  static double value(String option, String name, EpochReport report) {
    Double value = report.values().get(name);
    if (value == null) {
      throw Trainer.badOption(
          option, "one of the values " + report.values().keySet(), "'" + name + "'");
    }
    return value;
  }
}
