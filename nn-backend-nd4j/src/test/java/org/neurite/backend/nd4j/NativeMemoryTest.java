package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.BackendRun;

/** In a JVM of its own that may have one megabyte of native memory. */
@EnabledIf(Natives.EXPECTED)
class NativeMemoryTest {
  private static final int CAPACITY = 8;

  @TempDir private Path folder;

  /** Opens a session whose weights need four megabytes. */
  static final class TooLarge {
    private TooLarge() {}

    public static void main(String[] arguments) {
      Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(1024)), "");
      Tensor w = Tensor.input("w", TensorType.float32(Shape.of(1024, 1024)), "");
      Graph graph = Graph.body(List.of(x.value(), w.value()), List.of(x.matmul(w).value()));
      try (Backend backend = new Nd4jBackendProvider().open(new BackendSettings(1))) {
        long before = Pointer.totalBytes();
        try (BackendRun run = BackendRun.open(graph, backend, Pass.all(), CAPACITY, 0)) {
          System.out.println(run.run(1, 0, Map.of()));
        } catch (BackendException e) {
          System.out.println(e.getMessage());
        }
        System.out.println("kept: " + (Pointer.totalBytes() - before));
      }
    }
  }

  /** Less than before is fine: what loading left behind may be collected meanwhile. */
  @Test
  void whatCannotBeHadIsToldAndNothingIsKept() throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.maxbytes=1m",
                "-Dneurite.nd4j.leastWork=0",
                "-cp",
                System.getProperty("java.class.path"),
                TooLarge.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .contains("NN-1503 at backend nd4j: expected native memory for 1048576 elements")
        .contains("raise -Dorg.bytedeco.javacpp.maxbytes")
        .containsPattern("(?m)^kept: (0|-\\d+)$");
  }
}
