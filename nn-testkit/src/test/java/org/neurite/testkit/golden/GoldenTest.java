package org.neurite.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * One test per case of every golden file: values and gradients, in double precision by the
 * reference interpreter and in single precision by the default backend. {@code -Dgolden.dir=DIR}
 * takes the files from another directory.
 */
class GoldenTest {
  @TestFactory
  Stream<DynamicContainer> everyCaseOfEveryFile() {
    return GoldenNumbers.tests(DefaultBackend.ALONE);
  }

  @Test
  @DisabledIfSystemProperty(named = GoldenFiles.DIRECTORY, matches = ".*")
  void noCommittedCaseIsLost() {
    List<Path> files = GoldenFiles.list();
    assertThat(files).hasSizeGreaterThanOrEqualTo(15);
    assertThat(files.stream().mapToInt(file -> GoldenFiles.read(file, List.of()).size()).sum())
        .isGreaterThanOrEqualTo(348);
  }
}
