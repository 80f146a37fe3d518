package org.neurite.examples.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;

/**
 * Something that a user does wrong.
 *
 * @param code what it is answered with
 * @param deed does it
 */
record Mistake(ErrorCode code, Deed deed) {
  /** Does something wrong. */
  @FunctionalInterface
  interface Deed {
    /** Uses Neurite wrongly; files go to the folder. */
    void with(Path folder) throws Exception;
  }

  /** The message it gets. */
  String message(Path folder) {
    NeuriteException answer = catchThrowableOfType(NeuriteException.class, () -> deed.with(folder));
    assertThat(answer).as("answer to %s", code).isNotNull();
    assertThat(answer.code()).as(answer.getMessage()).isEqualTo(code);
    return String.valueOf(answer.getMessage()).replace(folder + "/", "").replace("\\", "/");
  }

  @Override
  public String toString() {
    return code.code() + " " + code;
  }
}
