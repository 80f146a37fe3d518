package org.neurite.core.registry;

import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Where in a JSON tree a setting stands.
 *
 * @param path for instance {@code layers[2].activation}
 * @param depth how many components are around it
 */
record Place(String path, int depth) {
  private static final int DEEPEST = 64;

  Place field(String name) {
    return new Place(path.isEmpty() ? name : path + "." + name, depth);
  }

  Place index(int i) {
    return new Place(path + "[" + i + "]", depth);
  }

  /** The same place as that of a component, one level deeper. */
  Place enter() {
    if (depth >= DEEPEST) {
      throw bad("at most " + DEEPEST + " components inside each other", "more");
    }
    return new Place(path, depth + 1);
  }

  ComponentException bad(String expected, String found) {
    return problem(ErrorCode.BAD_SETTING, expected, found, "");
  }

  ComponentException problem(ErrorCode code, String expected, String found, String mend) {
    return new ComponentException(
        Problem.of(code).at(path).expected(expected).found(found).mend(mend));
  }

  /** An error of a record's own check, moved from {@code Dense.units} to this place. */
  ComponentException located(ComponentException error) {
    Problem problem = error.problem();
    int dot = problem.where().lastIndexOf('.');
    String setting = problem.where().substring(dot + 1);
    return new ComponentException(problem.at(field(setting).path()), error);
  }
}
