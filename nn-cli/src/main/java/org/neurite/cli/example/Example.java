package org.neurite.cli.example;

import java.io.PrintWriter;
import java.util.List;

/** Service interface through which {@code nn example} finds what it can run. */
public interface Example {
  /**
   * Name by which users choose it.
   *
   * @return lower-case letters, digits and dashes, for instance {@code logic-gates}
   */
  String name();

  /**
   * What it shows.
   *
   * @return one line
   */
  String summary();

  /**
   * Runs it.
   *
   * @param arguments what stands after the name on the command line
   * @param out where results go
   */
  void run(List<String> arguments, PrintWriter out);
}
