package org.neurite.cli.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;
import org.neurite.cli.report.Figures;

/**
 * Lays out the bar's line: words that do not fit are left out, and the bar takes what room is left.
 */
final class ProgressLine implements ProgressBarRenderer {
  private static final int WIDEST_BAR = 40;
  private static final int NARROWEST_BAR = 5;
  private static final int PERCENT = 100;
  private static final double MILLI = 1e-3;

  private volatile String epoch = "";
  private volatile List<String> measured = List.of();

  /** Says how far the training is and what was measured last, foremost first. */
  void set(String newEpoch, List<String> newMeasured) {
    epoch = newEpoch;
    measured = newMeasured;
  }

  @Override
  public String render(ProgressState progress, int columns) {
    return render(
        progress.getCurrent(), progress.getMax(), progress.getElapsedAfterStart(), columns);
  }

  String render(long done, long all, Duration elapsed, int columns) {
    double part = all <= 0 ? 0 : (double) done / all;
    double seconds = elapsed.toMillis() * MILLI;
    List<String> words = new ArrayList<>();
    words.add(Math.round(PERCENT * part) + " %");
    if (part > 0 && seconds > 0) {
      words.add(Figures.duration(seconds / part - seconds) + " left");
      words.addAll(measured);
      words.add(Figures.rounded(done / seconds) + " rows/s");
    }
    StringBuilder tail = new StringBuilder();
    for (String word : words) {
      if (epoch.length() + tail.length() + word.length() + 2 <= columns) {
        tail.append("  ").append(word);
      }
    }
    int room = columns - epoch.length() - tail.length() - " []".length();
    String bar = room >= NARROWEST_BAR ? " " + bar(part, room) : "";
    String line = epoch + bar + tail;
    return line.substring(0, Math.min(line.length(), columns));
  }

  private static String bar(double part, int room) {
    int width = Math.min(WIDEST_BAR, room);
    int filled = (int) Math.round(width * part);
    return "[" + "=".repeat(filled) + " ".repeat(width - filled) + "]";
  }
}
