package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeNetTest {
  private static final Pattern LAST = Pattern.compile("epoch  8: .* images ([0-9.]+) %");

  @Test
  void readsTheSmallImagesWhereThereAreNoOthers(@TempDir Path folder) {
    Printed printed = Printed.by(new LeNet(), folder.toString());
    assertThat(printed.text())
        .startsWith("No images in " + folder + ": using the small images of optdigits.csv\n")
        .contains("conv2d_2 (Conv2D)");
    MatchResult last = LAST.matcher(printed.text()).results().findFirst().orElseThrow();
    assertThat(Double.parseDouble(last.group(1))).isGreaterThan(96);
  }
}
