package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A component is a formula and its settings: short, or it says why not. */
class ComponentLengthTest {
  private static final int MEDIAN = 25;
  private static final int LONG = 50;

  /** A component's source. */
  private record Source(String name, String code) {
    /** Lines of code: without Javadoc, comments, imports and blank lines. */
    long lines() {
      return code.replaceAll("(?s)/\\*.*?\\*/", "")
          .lines()
          .map(String::strip)
          .filter(Predicate.not(String::isEmpty))
          .filter(line -> !line.startsWith("//"))
          .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
          .count();
    }

    boolean saysWhy() {
      return code.lines().limit(10).anyMatch(line -> line.matches("// long: .+"));
    }
  }

  private static List<Source> sources() {
    return BuiltInEntries.all().stream()
        .map(entry -> entry.type().getName())
        .map(name -> new Source(name, read(name)))
        .toList();
  }

  private static String read(String name) {
    String file = name.replace('.', java.io.File.separatorChar) + ".java";
    try {
      return Files.readString(Path.of("src", "main", "java").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void halfOfThemTakeAtMostTwentyFiveLines() {
    List<Long> lines = sources().stream().map(Source::lines).sorted().toList();
    assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(MEDIAN);
  }

  @Test
  void aLongOneSaysWhy() {
    assertThat(sources())
        .filteredOn(source -> source.lines() > LONG && !source.saysWhy())
        .extracting(Source::name)
        .isEmpty();
  }
}
