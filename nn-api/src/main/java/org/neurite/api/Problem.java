package org.neurite.api;

import java.util.Objects;

/**
 * What went wrong, in the one grammar of all messages: code, where, expected, found, how to mend.
 *
 * @param code the stable code
 * @param where layer path, file:row:column or setting; empty if not known yet
 * @param expected what was expected
 * @param found what was found
 * @param remedy how to mend it; may be empty
 */
@API(API.Status.STABLE)
public record Problem(ErrorCode code, String where, String expected, String found, String remedy) {

  /** Checks that nothing is null. */
  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(remedy, "remedy");
  }

  /**
   * Starts a description.
   *
   * @param code the stable code
   * @return a problem with everything else empty
   */
  public static Problem of(ErrorCode code) {
    return new Problem(code, "", "", "", "");
  }

  /**
   * Says where.
   *
   * @param place layer path, file:row:column or setting
   * @return a copy with the place
   */
  public Problem at(String place) {
    return new Problem(code, place, expected, found, remedy);
  }

  /**
   * Says what was expected.
   *
   * @param text what was expected
   * @return a copy with the text
   */
  public Problem expected(String text) {
    return new Problem(code, where, text, found, remedy);
  }

  /**
   * Says what was found.
   *
   * @param text what was found
   * @return a copy with the text
   */
  public Problem found(String text) {
    return new Problem(code, where, expected, text, remedy);
  }

  /**
   * Says how to mend it.
   *
   * @param text an imperative sentence without a full stop
   * @return a copy with the text
   */
  public Problem mend(String text) {
    return new Problem(code, where, expected, found, text);
  }

  /**
   * The whole message in one line.
   *
   * @return {@code CODE at WHERE: expected E, found F. REMEDY.}
   */
  public String message() {
    StringBuilder text = new StringBuilder(code.code());
    if (!where.isEmpty()) {
      text.append(" at ").append(where);
    }
    text.append(": expected ").append(expected).append(", found ").append(found).append('.');
    if (!remedy.isEmpty()) {
      text.append(' ').append(Character.toUpperCase(remedy.charAt(0))).append(remedy.substring(1));
      text.append('.');
    }
    return text.toString();
  }
}
