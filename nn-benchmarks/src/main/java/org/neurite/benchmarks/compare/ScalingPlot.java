package org.neurite.benchmarks.compare;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.neurite.benchmarks.workload.Workload;

/** Time of a step against size, one chart per sweep, both axes logarithmic. */
final class ScalingPlot {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 360;
  private static final double MICROSECONDS = 1e6;

  private ScalingPlot() {}

  /**
   * Draws.
   *
   * @param file a PNG file
   * @param sweeps the charts, from left to right
   * @param entries what was measured; what is missing is left out
   * @throws IOException if it can't be written
   */
  static void write(Path file, List<Sweep> sweeps, List<Entry> entries) throws IOException {
    // Without a window system there is no toolkit to ask: never ask.
    System.setProperty("java.awt.headless", "true");
    List<XYChart> charts = sweeps.stream().map(sweep -> chart(sweep, entries)).toList();
    BitmapEncoder.saveBitmap(
        charts, 1, charts.size(), file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /** A chart with a line for each subject that has figures. */
  static XYChart chart(Sweep sweep, List<Entry> entries) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(sweep.title())
            .xAxisTitle(sweep.axis())
            .yAxisTitle("microseconds per step")
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    entries.stream().map(Entry::subject).distinct().forEach(s -> line(chart, sweep, entries, s));
    return chart;
  }

  private static void line(XYChart chart, Sweep sweep, List<Entry> entries, String subject) {
    List<Workload> workloads = sweep.workloads();
    double[] micros =
        workloads.stream().mapToDouble(w -> microsPerStep(entries, subject, w)).toArray();
    int[] known = IntStream.range(0, micros.length).filter(i -> !Double.isNaN(micros[i])).toArray();
    if (known.length > 0) {
      chart.addSeries(
          subject,
          IntStream.of(known).mapToDouble(i -> sweep.sizes().get(i)).toArray(),
          IntStream.of(known).mapToDouble(i -> micros[i]).toArray());
    }
  }

  private static double microsPerStep(List<Entry> entries, String subject, Workload workload) {
    Optional<Entry> entry =
        entries.stream()
            .filter(e -> e.subject().equals(subject) && e.workload().equals(workload))
            .filter(e -> e.problem().isEmpty())
            .findFirst();
    return entry.map(e -> MICROSECONDS * workload.batch() / e.main().median()).orElse(Double.NaN);
  }
}
