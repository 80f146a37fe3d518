package org.neurite.cli.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.core.file.AtomicFile;

/** Writes UTF-8 text files that appear whole or not at all. */
public final class TextFile {
  private TextFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  interface Content {
    void write(Writer writer) throws IOException;
  }

  /**
   * Checks that a file could be written, before work is done for it.
   *
   * @param file where results are to go
   * @throws NeuriteException with {@code NN-1802} if its directory is missing or read-only
   */
  public static void requireWritable(Path file) {
    Path folder = folder(file);
    if (Files.isDirectory(file) || !Files.isWritable(folder)) {
      String found = Files.isDirectory(folder) ? "one that is read-only" : "no such directory";
      throw unwritable(file, Files.isDirectory(file) ? "a directory of that name" : found, null);
    }
  }

  static void write(Path file, Content content) {
    try {
      AtomicFile.write(
          file,
          out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            content.write(writer);
            writer.flush();
          });
    } catch (IOException e) {
      throw unwritable(file, e.toString(), e);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  private static NeuriteException unwritable(Path file, String found, @Nullable IOException cause) {
    Problem problem =
        Problem.of(ErrorCode.OUTPUT_UNWRITABLE)
            .at(file.toString())
            .expected("a directory where a file can be written")
            .found(found);
    return cause == null ? new NeuriteException(problem) : new NeuriteException(problem, cause);
  }
}
