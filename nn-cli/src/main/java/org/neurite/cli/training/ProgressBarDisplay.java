package org.neurite.cli.training;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.neurite.cli.report.Scores;
import org.neurite.core.train.EpochListener;
import org.neurite.core.train.EpochReport;
import org.neurite.core.train.StartListener;
import org.neurite.core.train.StepListener;

/** A bar that counts rows, with loss, the last validation, speed and the time left. */
final class ProgressBarDisplay implements Progress, StartListener, StepListener, EpochListener {
  private static final int MILLIS_BETWEEN_UPDATES = 100;

  private final PrintWriter err;
  private final Scores scores;
  private final int columns;
  private Optional<ProgressBar> bar = Optional.empty();
  private String validation = "";

  ProgressBarDisplay(PrintWriter err, Scores scores, int columns) {
    this.err = err;
    this.scores = scores;
    this.columns = columns;
  }

  @Override
  public void onStart(Start start) {
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(start.samples().orElse(-1) * start.epochs())
                .setUnit(" rows", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
                .showSpeed()
                .setConsumer(new Line(err, columns))
                .build());
  }

  @Override
  public void onStep(int epoch, long step, int samples, float loss) {
    bar.ifPresent(b -> b.stepBy(samples));
  }

  @Override
  public void onEpoch(EpochReport report) {
    validation = scores.line(report.values());
    bar.ifPresent(
        b ->
            b.setExtraMessage(
                " epoch %d/%d %s".formatted(report.epoch(), report.epochs(), validation)));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }

  /** The terminal's current line, written over and over. */
  private record Line(PrintWriter err, int columns) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return columns - 1;
    }

    @Override
    public void accept(String text) {
      err.print('\r' + text);
      err.flush();
    }

    @Override
    public void close() {
      err.println();
    }
  }
}
