package org.neurite.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.NDArray;

class ConfusionTableTest {
  private static ConfusionTable table() {
    MetricAccumulator counts = new ConfusionMatrix().start();
    counts.add(NDArray.of(new int[] {0, 1, 1, 2}, 4), NDArray.of(new int[] {0, 1, 0, 0}, 4));
    return ConfusionTable.of(counts.results());
  }

  @Test
  void readsTheCountsOfTheMetric() {
    assertThat(table().counts())
        .containsExactly(List.of(1L, 1L, 1L), List.of(0L, 1L, 0L), List.of(0L, 0L, 0L));
    assertThat(
            ConfusionTable.of(
                    Map.of("val_confusion_1_0", 12.0, "kind.confusion_0_0", 3.0, "loss", 1.0))
                .counts())
        .containsExactly(List.of(3L, 0L), List.of(12L, 0L));
    assertThat(ConfusionTable.of(Map.of("loss", 1.0)).counts()).isEmpty();
  }

  @Test
  void writesALinePerClass() {
    assertThat(table().text(List.of("cat", "dog")))
        .isEqualTo(
            """
                cat dog   2  predicted
            cat   1   1   1
            dog   0   1   0
              2   0   0   0
            """);
  }

  @Test
  void drawsACellPerPairOfClasses() {
    String svg = table().svg(List.of("a < b"));
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains("a &lt; b");
    assertThat(svg.split("<rect ", -1)).hasSize(10);
    assertThat(svg).contains("fill=\"seagreen\" fill-opacity=\"0.333\"");
    assertThat(svg).contains("fill=\"firebrick\" fill-opacity=\"0.333\"");
    assertThat(svg).contains("fill=\"seagreen\" fill-opacity=\"1.000\"").doesNotContain("NaN");
  }
}
