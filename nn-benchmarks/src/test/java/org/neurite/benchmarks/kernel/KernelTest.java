package org.neurite.benchmarks.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.core.Backends;

class KernelTest {
  static List<String> names() {
    return Kernel.ALL.stream().map(Kernel::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyKernelRuns(String name) {
    KernelBenchmark benchmark = new KernelBenchmark();
    benchmark.kernel = name;
    benchmark.open();
    try {
      assertThat(benchmark.run()).isTrue();
    } finally {
      benchmark.close();
    }
  }

  @Test
  void productsCountTwoOperationsPerMultiplyAdd() {
    try (Backend backend = Backends.open(Optional.empty(), new BackendSettings(1))) {
      Kernel kernel = Kernel.of("matmul-1024").orElseThrow();
      assertThat(KernelBenchmark.program(kernel, backend).flops(1)).isEqualTo(2L << 30);
    }
  }

  @Test
  void thePeakCanBeMeasuredWithTheVectorModule() {
    assertThatCode(() -> new PeakBenchmark().multiplyAdd()).doesNotThrowAnyException();
    assertThat(PeakBenchmark.flops()).isGreaterThanOrEqualTo(20_000 * 2);
  }
}
