package org.neurite.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Reads what is logged. */
public final class Logs {
  private Logs() {}

  /** What goes to the log meanwhile, which the tests' provider writes to the error stream. */
  public static String of(Runnable deed) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    try {
      deed.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(UTF_8);
  }
}
