package org.neurite.benchmarks.subnormal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnormalsTest {
  private static final Pattern SHARE = Pattern.compile("(\\d+\\.\\d) % of the moments subnormal");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int subnormals(String... args) {
    return Subnormals.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void momentsWithoutGradientsAreSubnormal() {
    int code =
        subnormals(
            "--workload=mlp-16x2-b8", "--threads=1", "--rounds=2", "--steps=9", "--warmup=0");

    assertThat(code).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("ordinary gradients:", ", x 1.00;", "gradients times 1e-38:", "no gradients:");
    List<Double> shares =
        SHARE
            .matcher(out.toString(UTF_8))
            .results()
            .map(MatchResult::group)
            .map(text -> Double.valueOf(text.substring(0, text.indexOf(' '))))
            .toList();
    assertThat(shares).hasSize(3);
    assertThat(shares.get(0)).isLessThan(5);
    assertThat(shares.get(1)).isGreaterThan(80);
    assertThat(shares.get(2)).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W2", "W5", "I1", "W99"})
  void refusesWhatIsNoClassificationByDenseLayers(String workload) {
    assertThat(subnormals("--workload=" + workload)).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("There is no classification by dense layers '" + workload + "'; there are W1");
  }

  @ParameterizedTest
  @CsvSource({
    "--threads=0, --threads must be at least 1",
    "--rounds=0, --rounds and --steps must be at least 1",
    "--steps=0, --rounds and --steps must be at least 1",
    "--warmup=-1, --warmup must not be negative"
  })
  void refusesNumbersThatMakeNoSense(String option, String message) {
    assertThat(subnormals(option)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(message);
  }
}
