package org.neurite.testkit.golden;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.neurite.api.backend.Backend;

/**
 * Numbers from independent implementations: values and gradients of components, trajectories of
 * optimizers, whole trainings. {@code -Dgolden.dir=DIR} takes the files from another directory than
 * the test kit's own.
 */
public final class GoldenNumbers {
  private GoldenNumbers() {}

  /**
   * One test per case of every file.
   *
   * @param backends what is held to the tolerances of single precision, besides the reference
   *     interpreter, which is held to those of double precision
   * @return a container per file
   */
  public static Stream<DynamicContainer> tests(List<Backend> backends) {
    List<Path> files = GoldenFiles.list();
    require(!files.isEmpty(), "no golden files");
    return files.stream().map(path -> file(path, backends));
  }

  private static DynamicContainer file(Path path, List<Backend> backends) {
    List<GoldenCase> cases = GoldenFiles.read(path, backends);
    require(!cases.isEmpty(), "no cases in " + path);
    Stream<DynamicTest> tests =
        cases.stream()
            .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> CaseCheck.check(golden)));
    return DynamicContainer.dynamicContainer(path.getFileName().toString(), tests);
  }

  /** Where nothing is compared, nothing was shown. */
  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new AssertionError(otherwise);
    }
  }
}
