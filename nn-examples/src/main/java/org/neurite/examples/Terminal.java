package org.neurite.examples;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.neurite.cli.example.Example;

/** Runs an example by its {@code main}, without the nn command. */
final class Terminal {
  private Terminal() {}

  static void run(Example example, String... args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    example.run(List.of(args), out);
  }
}
