package org.neurite.cli.training;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.neurite.api.component.EpochListener;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.StepListener;
import org.neurite.cli.report.Scores;
import org.neurite.core.train.StartListener;

/** A bar that counts rows, with loss, the last validation, speed and the time left. */
final class ProgressBarDisplay implements Progress, StartListener, StepListener, EpochListener {
  private static final int MILLIS_BETWEEN_UPDATES = 100;

  private final PrintWriter err;
  private final Scores scores;
  private final int columns;
  private final ProgressLine line = new ProgressLine();
  private Optional<ProgressBar> bar = Optional.empty();

  ProgressBarDisplay(PrintWriter err, Scores scores, int columns) {
    this.err = err;
    this.scores = scores;
    this.columns = columns;
  }

  @Override
  public void onStart(Start start) {
    line.set("epoch 1/" + start.epochs(), List.of());
    bar =
        Optional.of(
            new ProgressBarBuilder()
                .setInitialMax(start.samples().orElse(0) * start.epochs())
                .startsFrom(start.done(), Duration.ZERO)
                .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
                .setRenderer(line)
                .setConsumer(new Terminal(err, columns))
                .build());
  }

  @Override
  public void onStep(int epoch, long step, int samples, float loss) {
    bar.ifPresent(b -> b.stepBy(samples));
  }

  @Override
  public void onEpoch(EpochReport report) {
    int next = Math.min(report.epoch() + 1, report.epochs());
    line.set("epoch " + next + "/" + report.epochs(), scores.brief(report.values()));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }

  /** The terminal's current line, written over and over. */
  private record Terminal(PrintWriter err, int columns) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return columns - 1;
    }

    @Override
    public void accept(String text) {
      err.print('\r' + text + " ".repeat(Math.max(0, getMaxRenderedLength() - text.length())));
      err.flush();
    }

    @Override
    public void close() {
      err.println();
    }
  }
}
