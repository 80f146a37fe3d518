package org.neurite.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.benchmarks.subject.Outcome;
import org.neurite.benchmarks.workload.Workload;

class TableTest {
  private static Outcome rate(double rate) {
    double none = Double.NaN;
    return new Outcome("1.0", "two threads", rate, none, none, 250, 0.5, 0.1, 9, Optional.empty());
  }

  private static Outcome latency(double median, double p99) {
    double none = Double.NaN;
    return new Outcome("1.0", "", none, median, p99, 250, 0.5, none, 9, Optional.empty());
  }

  private static Entry entry(String subject, String workload, Outcome... rounds) {
    return new Entry(subject, Workload.of(workload).orElseThrow(), List.of(rounds));
  }

  @Test
  void comparesRatesWithTheFirstSubject() {
    String table =
        Table.of(
            List.of(
                entry("jvm", "W3", rate(300), rate(100), rate(200)),
                entry("other", "W3", rate(50), rate(150))));

    assertThat(table)
        .contains("W3: 784-256-128-10, Adam, batch 128, training, samples/s")
        .contains("| subject | version | median |    range | p99 | jvm is | RSS MB | start s |")
        .contains("| jvm     | 1.0     |    200 |  100–300 |   – |      – |    250 |    0.50 |")
        .contains("| other   | 1.0     |    100 | 50.0–150 |   – |  2.00x |    250 |    0.50 |")
        .contains("jvm: two threads");
  }

  @Test
  void aShorterLatencyIsFaster() {
    Entry first = entry("jvm", "I1", latency(10, 20));
    Entry second = entry("other", "I1", latency(40, 90));

    assertThat(second.behind(first)).isEqualTo(4);
    assertThat(Table.of(List.of(first, second))).contains("4.00x").contains("90.0");
  }

  @Test
  void anEvenNumberOfRoundsHasItsMedianInTheMiddle() {
    Figure figure = entry("jvm", "W3", rate(400), rate(100), rate(200), rate(300)).main();

    assertThat(figure).isEqualTo(new Figure(250, 100, 400));
  }

  @Test
  void namesWhatCouldNotBeMeasured() {
    String table =
        Table.of(
            List.of(
                entry("jvm", "W5", rate(100)),
                entry("other", "W5", Outcome.failed("2.0", "", "no convolutions"))));

    assertThat(table)
        .contains("| other   | 2.0     |      – |")
        .contains("not measured: other, W5: no convolutions");
  }
}
