package org.neurite.data.jdbc;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Keeps what a driver says from telling a password: drivers repeat the URL they were given, and
 * with it whatever it holds.
 *
 * @param url the URL, blank if it is not known
 * @param password the password, blank for none
 */
record Secrets(String url, String password) {
  private static final Pattern STATED =
      Pattern.compile("(password|pwd)=[^;&\\s]+", Pattern.CASE_INSENSITIVE);

  /** A message, with words in place of the URL and of passwords. */
  String without(String message) {
    String text = url.isBlank() ? message : message.replace(url, "the URL");
    text = STATED.matcher(text).replaceAll("$1=(hidden)");
    return password.isBlank() ? text : text.replace(password, "(hidden)");
  }

  /** Whether an exception, or another one that it brings, has a message with a secret in it. */
  boolean isIn(SQLException exception) {
    for (Throwable each : exception) {
      String message = String.valueOf(each.getMessage());
      if (!without(message).equals(message)) {
        return true;
      }
    }
    return false;
  }

  /** Nothing of what is hidden. */
  @Override
  public String toString() {
    return "secrets of a connection";
  }
}
