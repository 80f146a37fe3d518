package org.neurite.cli.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.data.preprocess.Target;

/** What a model file says about the data it was trained on. */
public final class Provenance {
  private static final int BUFFER = 1 << 16;

  private Provenance() {}

  /**
   * Describes training data.
   *
   * @param name what the data are called
   * @param file where they were read from, a file or a directory of files; empty for anything else
   * @param target what was learnt
   * @param data the rows
   * @return values by name: the data's name, SHA-256, target and sizes
   */
  public static Map<String, Object> of(
      String name, Optional<Path> file, Target target, TrainingInput data) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("data", name);
    file.filter(path -> Files.isRegularFile(path) || Files.isDirectory(path)) // no pipe: read once
        .ifPresent(path -> values.put("dataSha256", sha256(path)));
    values.put("target", target.column());
    values.put("trainRows", data.trainRows());
    values.put("validationRows", data.validationRows());
    return values;
  }

  /**
   * Of a file's bytes, or of those of all files of a directory and below one after the other, by
   * name.
   */
  static String sha256(Path path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (Path file : files(path)) {
        try (InputStream in = Files.newInputStream(file)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
