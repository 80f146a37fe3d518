package org.neurite.core.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one training: {@code checkpoint-000000001200.nn} is that after 1,200 steps. */
final class CheckpointFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12})\\.nn");

  /** What a process that was killed while it wrote leaves behind. */
  private static final Pattern LEFT_OVER =
      Pattern.compile("\\.checkpoint-\\d{12}\\.nn\\.[0-9a-f-]{36}");

  private final Path folder;

  /** A file, and the number of steps that it stands after. */
  record Saved(long step, Path file) {}

  /**
   * Makes the folder if it is not there, and removes what a killed process left.
   *
   * @throws ModelFormatException with {@code NN-1603} if nothing can be written there
   */
  CheckpointFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      for (Path file : files(LEFT_OVER)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unusable("one that cannot be made: " + e, e);
    }
    if (!Files.isWritable(folder)) {
      throw unusable("one that is read-only", new IOException("read-only"));
    }
  }

  private ModelFormatException unusable(String found, IOException cause) {
    return new ModelFormatException(
        Problem.of(ErrorCode.MODEL_FILE_WRITE)
            .at("checkpoints, " + folder)
            .expected("a folder that can be written to")
            .found(found)
            .mend("give another folder, or check permissions and free space"),
        cause);
  }

  private List<Path> files(Pattern name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(name(file)).matches() && Files.isRegularFile(file))
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  Path path() {
    return folder;
  }

  /** What there is, newest first. */
  List<Saved> saved() {
    try {
      return files(NAME).stream()
          .map(file -> new Saved(step(file), file))
          .sorted(Comparator.comparingLong(Saved::step).reversed())
          .toList();
    } catch (IOException e) {
      throw unusable("one that cannot be read: " + e, e);
    }
  }

  private static long step(Path file) {
    Matcher matcher = NAME.matcher(name(file));
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /**
   * Writes one file. What can't be written is a warning: a training of days does not end because a
   * disk is full for an hour.
   *
   * @param step steps that are done
   * @param content writes a file whole or not at all
   * @return whether it was written
   */
  boolean write(long step, Consumer<Path> content) {
    Path file = folder.resolve(String.format(Locale.ROOT, "checkpoint-%012d.nn", step));
    try {
      content.accept(file);
      return true;
    } catch (ModelFormatException e) {
      LOG.warn("no checkpoint after step {}, training goes on: {}", step, e.getMessage());
      return false;
    }
  }

  /** Renames a damaged file, so that it no longer counts as one of the newest. */
  void setAside(Saved damaged) {
    Path aside = damaged.file().resolveSibling(name(damaged.file()) + ".damaged");
    try {
      Files.move(damaged.file(), aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} is damaged, but can't be renamed: {}", damaged.file(), e.toString());
    }
  }

  /** Deletes all but the newest ones and the one that was best. */
  void prune(int keep, long best) {
    saved().stream().skip(keep).filter(old -> old.step() != best).forEach(CheckpointFolder::delete);
  }

  private static void delete(Saved old) {
    try {
      Files.deleteIfExists(old.file());
    } catch (IOException e) {
      LOG.warn("{} is no longer needed, but can't be deleted: {}", old.file(), e.toString());
    }
  }
}
