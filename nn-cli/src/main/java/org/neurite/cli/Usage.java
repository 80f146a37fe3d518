package org.neurite.cli;

import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;

/** Checks what picocli cannot: ranges of options, and options that exclude each other. */
final class Usage {
  private Usage() {}

  static void require(boolean holds, String option, String expected, Object found) {
    if (!holds) {
      throw problem(option, expected, found);
    }
  }

  static NeuriteException problem(String option, String expected, Object found) {
    return new NeuriteException(
        Problem.of(ErrorCode.BAD_USAGE).at(option).expected(expected).found(String.valueOf(found)));
  }
}
