package org.neurite.cli.training;

import java.io.PrintWriter;
import org.neurite.api.component.TrainingListener;
import org.neurite.cli.report.Scores;

/** Shows how a training goes. */
public interface Progress extends TrainingListener, AutoCloseable {
  /** Ends the display. */
  @Override
  void close();

  /**
   * What suits the place where the command runs: a bar on a terminal, lines elsewhere.
   *
   * @param err where to show it
   * @param scores units of what is measured
   * @return the display
   */
  static Progress of(PrintWriter err, Scores scores) {
    return Boolean.getBoolean("neurite.terminal")
        ? new ProgressBarDisplay(err, scores, Integer.getInteger("neurite.columns", 80))
        : new ProgressLines(err, scores);
  }
}
