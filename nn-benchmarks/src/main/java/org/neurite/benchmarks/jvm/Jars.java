package org.neurite.benchmarks.jvm;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars of folders. */
public final class Jars {
  private Jars() {}

  /**
   * Packs the folders of a class path.
   *
   * @param classPath folders and jars
   * @param into where jars are written
   * @return the same classes, in jars only
   * @throws IOException if a file can't be read or written
   */
  public static String classPath(String classPath, Path into) throws IOException {
    List<String> jars = new ArrayList<>();
    Pattern separator = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    for (String entry : separator.splitAsStream(classPath).toList()) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        jars.add(pack(path, into.resolve(jars.size() + ".jar")).toString());
      } else if (Files.exists(path)) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /**
   * Packs one folder.
   *
   * @param folder what goes in
   * @param jar where it is written
   * @return the jar
   * @throws IOException if a file can't be read or written
   */
  public static Path pack(Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
      }
    }
    return jar;
  }
}
