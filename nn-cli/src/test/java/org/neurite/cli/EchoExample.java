package org.neurite.cli;

import java.io.PrintWriter;
import java.util.List;
import org.neurite.cli.example.Example;

/** Found through META-INF/services of the tests. */
public final class EchoExample implements Example {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "Says what it was told";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    out.println(arguments);
  }
}
