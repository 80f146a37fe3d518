package org.neurite.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.simd.Simd;
import org.neurite.backend.jvm.support.Trial;

/** In a JVM without the Vector API, no kernel may need it. */
class WithoutVectorsTest {

  @Test
  void everyKernelThatUsesVectorsAlsoWorksWithoutThem() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutVectorsTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(output)
        .contains("plain loops; faster with java --add-modules jdk.incubator.vector")
        .endsWith("all match" + System.lineSeparator());
    assertThat(process.exitValue()).isZero();
  }

  /**
   * What the JVM without the module runs.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.out.println(Simd.description());
    TensorType images = TensorType.float32(Shape.batchOf(4, 32, 32));
    TensorType kernel = TensorType.float32(Shape.of(12, 4, 3, 3));
    TensorType features = TensorType.float32(Shape.batchOf(12, 32, 32));
    TensorType pooled = TensorType.float32(Shape.batchOf(4, 16, 16));
    Window window = Window.of(3, 3).padding(1);
    Window pairs = Window.of(2, 2).stride(2);
    match(new LinearOps.Conv(window, 1), images, kernel);
    match(new LinearOps.ConvInputGrad(window, 1, List.of(32, 32)), features, kernel);
    match(new LinearOps.ConvWeightGrad(window, 1), images, features);
    match(new PoolOps.MaxPick(pairs), images, images);
    match(new PoolOps.MaxScatter(pairs), images, pooled);
    TensorType matrix = TensorType.float32(Shape.of(60, 60));
    match(new LinearOps.MatMul(false, true), matrix, matrix);
    match(new LinearOps.MatMul(false, false), TensorType.float32(Shape.of(3, 60)), matrix);
    System.out.println("all match");
  }

  private static void match(Op op, TensorType... types) {
    Trial.of(op, types).within(1e-5, 1e-3).matchesReference();
  }
}
