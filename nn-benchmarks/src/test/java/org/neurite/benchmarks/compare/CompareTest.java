package org.neurite.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int compare(String... args) {
    return Compare.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void measuresATrainingInAProcessOfItsOwn(@TempDir Path folder) {
    Path json = folder.resolve("figures.json");

    int code =
        compare(
            "--workloads=W1",
            "--subjects=jvm-scalar",
            "--rounds=2",
            "--threads=1",
            "--warmup=0.1",
            "--seconds=0.1",
            "--json=" + json);

    assertThat(code).as(err.toString(UTF_8)).isZero();
    JsonNode figures = new JsonMapper().readTree(json);
    assertThat(figures).hasSize(1);
    JsonNode entry = figures.get(0);
    assertThat(entry.get("subject").asString()).isEqualTo("jvm-scalar");
    assertThat(entry.get("workload").asString()).isEqualTo("W1");
    assertThat(entry.get("settings").asString()).contains("backend jvm, vector module off");
    JsonNode rate = entry.get("samplesPerSecond");
    assertThat(rate.get("median").asDouble()).isGreaterThan(1000);
    assertThat(rate.get("min").asDouble()).isLessThanOrEqualTo(rate.get("median").asDouble());
    assertThat(rate.get("max").asDouble()).isGreaterThanOrEqualTo(rate.get("median").asDouble());
    assertThat(entry.get("peakRssMb").asDouble()).isNotNegative();
    assertThat(entry.get("coldStartSeconds").asDouble()).isBetween(0.05, 60.0);
    assertThat(out.toString(UTF_8)).contains("W1: 4-16-3, SGD, batch 16", "| jvm-scalar |");
  }

  @Test
  void saysWhyASubjectIsNotMeasured() {
    int code = compare("--workloads=W1", "--subjects=nd4j,encog", "--rounds=1");

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8))
        .contains("not measured: nd4j, W1: it is built from the source tree")
        .contains("not measured: encog, W1: it is built from the source tree");
  }

  @Test
  void refusesUnknownWorkloads() {
    assertThat(compare("--workloads=W1,W9")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("There is no workload 'W9'; there are W1, W2, W3, W4, W5, W6, W7, I1, I2, I3");
  }

  @Test
  void refusesUnknownSubjects() {
    assertThat(compare("--subjects=caffe")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("There is no subject 'caffe'; there are jvm, jvm-scalar, nd4j, tensorflow, djl");
  }

  @Test
  void refusesNoRounds() {
    assertThat(compare("--rounds=0")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--rounds must be at least 1");
  }

  @Test
  void refusesAFolderWithoutJava(@TempDir Path folder) {
    assertThat(compare("--workloads=W1", "--java=" + folder)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--java: there is no JDK in " + folder);
  }
}
