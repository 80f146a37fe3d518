package org.neurite.examples.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documentation: Markdown files and the blocks of code in them. */
final class Pages {
  private static final Pattern SOURCE = Pattern.compile("<!-- code: (\\S+) -->");

  private Pages() {}

  /**
   * A fenced block.
   *
   * @param page where it stands
   * @param line number of its first fence, from 1
   * @param language what follows the fence
   * @param source the file that it quotes, if the line above says so
   * @param lines its content
   */
  record Block(Path page, int line, String language, Optional<String> source, List<String> lines) {
    @Override
    public String toString() {
      return Repository.root().relativize(page) + ":" + line;
    }
  }

  /** README, CONTRIBUTING, CHANGELOG, everything in docs, and READMEs of modules. */
  static List<Path> all() {
    try (Stream<Path> docs = Files.walk(Repository.root().resolve("docs"));
        Stream<Path> top = Files.list(Repository.root())) {
      Stream<Path> modules = Repository.modules().stream().map(m -> m.resolve("README.md"));
      Stream<Path> data = Stream.of(Repository.root().resolve("nn-examples/data/README.md"));
      return Stream.of(docs, top, modules, data)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(Files::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All fenced blocks of a page. */
  static List<Block> blocks(Path page) {
    List<String> lines = Repository.lines(page);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isFence(lines.get(i))) {
        int start = i;
        do {
          i++;
        } while (!isFence(lines.get(i)));
        String language = lines.get(start).strip().substring(3).strip();
        Optional<String> source = start == 0 ? Optional.empty() : source(lines.get(start - 1));
        blocks.add(new Block(page, start + 1, language, source, lines.subList(start + 1, i)));
      }
    }
    return blocks;
  }

  /** Within a list fences are indented. */
  private static boolean isFence(String line) {
    return line.stripLeading().startsWith("```");
  }

  private static Optional<String> source(String line) {
    Matcher matcher = SOURCE.matcher(line.strip());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The lines outside of fenced blocks. */
  static List<String> prose(Path page) {
    List<String> prose = new ArrayList<>();
    boolean inside = false;
    for (String line : Repository.lines(page)) {
      if (isFence(line)) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }
}
