package org.neurite.api.graph;

import java.util.Optional;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;

/** Says where in the user's code and network something went wrong. */
final class Location {
  private Location() {}

  /** The same error with layer path, operation and source line. */
  static ShapeException locate(ShapeException error, String what, String path) {
    Problem problem = error.problem();
    if (!problem.where().isEmpty()) {
      return error;
    }
    String line = sourceLine().map(s -> " (" + s + ")").orElse("");
    String layer = path.isEmpty() ? "" : " in layer " + path;
    return new ShapeException(problem.at(what + layer + line));
  }

  /** The innermost frame that belongs to whoever uses Neurite, as {@code File.java:12}. */
  static Optional<String> sourceLine() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(f -> !isOurs(f.getClassName()) && f.getFileName() != null)
                    .findFirst()
                    .map(f -> f.getFileName() + ":" + f.getLineNumber()));
  }

  private static boolean isOurs(String className) {
    return className.startsWith("org.neurite.api.")
        || className.startsWith("org.neurite.core.")
        || className.startsWith("java.")
        || className.startsWith("jdk.");
  }
}
