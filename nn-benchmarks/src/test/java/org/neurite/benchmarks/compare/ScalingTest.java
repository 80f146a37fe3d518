package org.neurite.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.neurite.benchmarks.subject.Outcome;
import org.neurite.benchmarks.workload.Workload;

class ScalingTest {
  private static final Sweep BATCHES =
      new Sweep("t", "batch", List.of(1, 4, 16), batch -> Workload.uniform(8, 1, batch));

  private static Entry entry(String subject, int batch, double rate) {
    double none = Double.NaN;
    Outcome outcome = new Outcome("1", "", rate, none, none, none, none, none, 9, Optional.empty());
    return new Entry(subject, Workload.uniform(8, 1, batch), List.of(outcome));
  }

  private static final List<Entry> ENTRIES =
      List.of(
          entry("jvm", 1, 1e6),
          entry("jvm", 4, 2e6),
          entry("jvm", 16, 4e6),
          entry("other", 16, 1e6),
          new Entry(
              "other", Workload.uniform(8, 1, 1), List.of(Outcome.failed("1", "", "it can't"))));

  @Test
  void drawsMicrosecondsPerStepAndLeavesOutWhatIsMissing() {
    XYChart chart = ScalingPlot.chart(BATCHES, ENTRIES);

    assertThat(chart.getSeriesCollection())
        .extracting(XYSeries::getName)
        .containsExactlyInAnyOrder("jvm", "other");
    assertThat(chart.getSeries("jvm").getXData()).containsExactly(1, 4, 16);
    assertThat(chart.getSeries("jvm").getYData()).containsExactly(1, 2, 4);
    assertThat(chart.getSeries("other").getXData()).containsExactly(16);
    assertThat(chart.getSeries("other").getYData()).containsExactly(16);
  }

  @Test
  void writesChartsSideBySide(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("scaling.png");

    ScalingPlot.write(file, List.of(BATCHES, BATCHES), ENTRIES);

    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(800);
  }

  @Test
  void sweepsGrowOneSizeAtATime() {
    assertThat(Sweep.ALL).hasSize(3);
    assertThat(Sweep.ALL.get(0).workloads()).extracting(Workload::batch).containsOnly(64);
    assertThat(Sweep.ALL.get(1).workloads())
        .extracting(Workload::batch)
        .containsExactly(1, 4, 16, 64, 256, 1024);
  }

  @Test
  void needsAFileForThePicture() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code =
        Scaling.run(
            new String[] {"--subjects=jvm"},
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--plot");
  }
}
