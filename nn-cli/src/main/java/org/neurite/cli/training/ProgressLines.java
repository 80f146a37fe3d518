package org.neurite.cli.training;

import java.io.PrintWriter;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.EpochReport;
import org.neurite.cli.report.Figures;
import org.neurite.cli.report.Scores;

/** One line per epoch, or about twenty where there are many epochs. */
final class ProgressLines implements Progress, EpochListener {
  private static final int MOST_LINES = 20;

  private final PrintWriter err;
  private final Scores scores;
  private final long started = System.nanoTime();

  ProgressLines(PrintWriter err, Scores scores) {
    this.err = err;
    this.scores = scores;
  }

  @Override
  public void onEpoch(EpochReport report) {
    int epochs = report.epochs();
    int every = (epochs + MOST_LINES - 1) / MOST_LINES;
    if (report.epoch() % every != 0 && report.epoch() != epochs && report.epoch() != 1) {
      return;
    }
    double elapsed = (System.nanoTime() - started) * 1e-9;
    double left = elapsed / report.epoch() * (epochs - report.epoch());
    String number = String.valueOf(report.epoch());
    String padding = " ".repeat(String.valueOf(epochs).length() - number.length());
    err.println(
        "epoch %s%s/%d  %s  %s rows/s  %s left"
            .formatted(
                padding,
                number,
                epochs,
                scores.line(report.values()),
                Figures.rounded(report.samplesPerSecond()),
                Figures.duration(left)));
  }

  @Override
  public void close() {
    err.flush();
  }
}
