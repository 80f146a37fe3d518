package org.neurite.core.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;

/** The errors of this package. */
final class Failures {
  static final String REPLACE = "take the file from where it was saved again";

  private Failures() {}

  static ModelFormatException damaged(String where, String expected, String found) {
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at(where)
            .expected(expected)
            .found(found)
            .mend(REPLACE));
  }

  static ModelFormatException foreign(String where, String expected, String found, String mend) {
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE).at(where).expected(expected).found(found).mend(mend));
  }

  static ModelFormatException unreadable(String where, IOException cause) {
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at(where)
            .expected("a file that can be read")
            .found(text(cause))
            .mend("check the file's name and permissions"),
        cause);
  }

  /** Replaces a file, or says why that cannot be done. */
  static void writing(Path file, AtomicFile.Content content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** What could be written, but never read again. */
  static ModelFormatException unreadableLater(String entry, String expected, String found) {
    return new ModelFormatException(
        Problem.of(ErrorCode.MODEL_FILE_WRITE)
            .at(entry)
            .expected(expected)
            .found(found)
            .mend("keep long texts and lists out of components, preprocessing and provenance"));
  }

  private static ModelFormatException unwritable(Path file, IOException cause) {
    return new ModelFormatException(
        Problem.of(ErrorCode.MODEL_FILE_WRITE)
            .at(file.toString())
            .expected("a folder that can be written to")
            .found(cause instanceof NoSuchFileException ? "no such folder" : text(cause))
            .mend("create the folder, or check permissions and free space"),
        cause);
  }

  private static String text(IOException cause) {
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
