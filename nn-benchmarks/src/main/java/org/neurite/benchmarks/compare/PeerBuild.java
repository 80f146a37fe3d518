package org.neurite.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the programs that drive the peers, each with the libraries of that peer alone: two peers
 * need different versions of one library. Maven fetches the libraries the first time.
 *
 * @param root the source tree
 * @param progress hears of builds, which take a while
 */
record PeerBuild(Path root, PrintWriter progress) {
  /**
   * A peer that is ready.
   *
   * @param classPath its classes and libraries
   * @param lib the folder with its libraries
   */
  record Built(String classPath, Path lib) {}

  /** A peer that could not be built. */
  static final class PeerBuildException extends Exception {
    private static final long serialVersionUID = 1L;

    PeerBuildException(String message) {
      super(message);
    }
  }

  private static final int LINES_OF_LOG = 2;

  /**
   * Builds a peer unless it is there and newer than its sources.
   *
   * @param peer its folder's name
   * @param jdk builds it
   * @return where it is
   * @throws PeerBuildException if it can't be built
   * @throws IOException if files can't be read or written
   * @throws InterruptedException if this thread is interrupted
   */
  Built build(String peer, Jdk jdk) throws PeerBuildException, IOException, InterruptedException {
    Path module = root.resolve("nn-benchmarks").resolve("peers").resolve(peer);
    String folder = "target/compare-" + jdk.version();
    Path built = module.resolve(folder);
    Path stamp = built.resolve("stamp");
    if (!Files.exists(stamp) || Files.getLastModifiedTime(stamp).compareTo(changed(module)) < 0) {
      build(module, folder, jdk);
      Files.writeString(stamp, "");
    }
    Path lib = built.resolve("lib");
    return new Built(built.resolve("classes") + File.pathSeparator + lib + "/*", lib);
  }

  private void build(Path module, String folder, Jdk jdk)
      throws PeerBuildException, IOException, InterruptedException {
    progress.println("building the program for " + module.getFileName());
    progress.flush();
    Path log = Files.createTempFile("neurite-peer", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "mvn",
            "-B",
            "-q",
            "-ntp",
            "-Dquick",
            "-Ppeers",
            "-Dmaven.test.skip",
            "-Dbuild.folder=" + folder,
            "-Dpeer.lib=" + module.resolve(folder).resolve("lib"),
            "-pl",
            root.relativize(module).toString(),
            "-am",
            "package");
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    builder.directory(root.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    int exit = builder.start().waitFor();
    if (exit != 0) {
      List<String> errors =
          Files.readAllLines(log).stream().filter(line -> line.contains("ERROR")).toList();
      throw new PeerBuildException(
          "it could not be built, see "
              + log
              + ": "
              + String.join(" / ", errors.subList(0, Math.min(LINES_OF_LOG, errors.size()))));
    }
    Files.delete(log);
  }

  private FileTime changed(Path module) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    List<Path> sources =
        new ArrayList<>(
            List.of(
                module.resolve("pom.xml"),
                module.resolveSibling("pom.xml"),
                root.resolve("nn-benchmarks/src/main"),
                root.resolve("nn-benchmarks/pom.xml")));
    Path own = module.resolve("src/main");
    sources.addAll(Files.exists(own) ? List.of(own) : neurite());
    for (Path source : sources) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file : files.toList()) {
          FileTime time = Files.getLastModifiedTime(file);
          newest = time.compareTo(newest) > 0 ? time : newest;
        }
      }
    }
    return newest;
  }

  /** What a module without a program of its own consists of. */
  private List<Path> neurite() throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .flatMap(module -> Stream.of(module.resolve("src/main"), module.resolve("pom.xml")))
          .filter(Files::exists)
          .toList();
    }
  }
}
