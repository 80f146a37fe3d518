package org.neurite.benchmarks.compare;

import java.util.List;
import java.util.Optional;
import org.neurite.benchmarks.subject.Outcome;
import org.neurite.benchmarks.workload.Workload;

/**
 * What one subject did on one workload.
 *
 * @param subject its name
 * @param workload what it did
 * @param rounds one outcome per round
 */
record Entry(String subject, Workload workload, List<Outcome> rounds) {
  /** Copies the list. */
  Entry {
    rounds = List.copyOf(rounds);
  }

  /** Why there are no figures, if so. */
  Optional<String> problem() {
    return rounds.stream().flatMap(round -> round.problem().stream()).findFirst();
  }

  String version() {
    return rounds.get(0).version();
  }

  String settings() {
    return rounds.get(0).settings();
  }

  boolean isLatency() {
    return workload.kind() == Workload.Kind.LATENCY;
  }

  /** Samples or products per second, or the median microseconds of a prediction. */
  Figure main() {
    return Figure.of(rounds, isLatency() ? Outcome::medianMicros : Outcome::rate);
  }

  Figure p99Micros() {
    return Figure.of(rounds, Outcome::p99Micros);
  }

  Figure peakRssMb() {
    return Figure.of(rounds, Outcome::peakRssMb);
  }

  Figure coldStartSeconds() {
    return Figure.of(rounds, Outcome::coldStartSeconds);
  }

  /**
   * How many times faster another is than this.
   *
   * @param other on the same workload
   * @return above 1 if the other is faster
   */
  double behind(Entry other) {
    double ratio = other.main().median() / main().median();
    return isLatency() ? 1 / ratio : ratio;
  }
}
