package org.neurite.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.neurite.api.backend.Backend;

/**
 * One test per case of every golden file: values and gradients, in double precision by the
 * reference interpreter and in single precision by every backend found. {@code -Dgolden.dir=DIR}
 * takes the files from another directory.
 */
class GoldenTest {
  private static final AtomicInteger CHECKED = new AtomicInteger();

  @TestFactory
  Stream<DynamicContainer> everyCaseOfEveryFile() {
    List<Path> files = GoldenFiles.list();
    assertThat(files).as("golden files").isNotEmpty();
    return files.stream().map(GoldenTest::file);
  }

  private static DynamicContainer file(Path path) {
    List<GoldenCase> cases = GoldenFiles.read(path);
    assertThat(cases).as("cases of %s", path).isNotEmpty();
    Stream<DynamicTest> tests =
        cases.stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> run(golden)));
    return DynamicContainer.dynamicContainer(path.getFileName().toString(), tests);
  }

  private static void run(GoldenCase golden) {
    CaseCheck.check(golden);
    CHECKED.incrementAndGet();
  }

  @Test
  @DisabledIfSystemProperty(named = GoldenFiles.DIRECTORY, matches = ".*")
  void noCommittedCaseIsLost() {
    List<Path> files = GoldenFiles.list();
    assertThat(files).hasSizeGreaterThanOrEqualTo(15);
    assertThat(files.stream().mapToInt(file -> GoldenFiles.read(file).size()).sum())
        .isGreaterThanOrEqualTo(348);
  }

  @Test
  void defaultBackendIsAmongThoseCompared() {
    assertThat(Machines.backends()).extracting(Backend::name).contains("jvm");
  }

  @AfterAll
  static void count() {
    System.out.printf("golden numbers: %d cases agree%n", CHECKED.get());
  }
}
