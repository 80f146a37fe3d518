package org.neurite.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code nn} command. Exit codes are those of {@link Failures}. */
@Command(
    name = "nn",
    description = "Trains and runs neural networks.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      TrainCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      InspectCommand.class,
      BackendsCommand.class,
      ExampleCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs the command.
   *
   * @param args the command line
   * @param out receives results
   * @param err receives progress and errors
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    PrintWriter errors = writer(err, "stderr.encoding");
    Failures failures = new Failures();
    try {
      return commandLine()
          .setOut(writer(out, "stdout.encoding"))
          .setErr(errors)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setParameterExceptionHandler(failures)
          .setExecutionExceptionHandler(failures)
          .execute(args);
    } catch (Error e) {
      return failures.report(e, "", errors);
    }
  }

  private static CommandLine commandLine() {
    CommandLine main = new CommandLine(new Main());
    for (CommandLine command : main.getSubcommands().values()) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help.")
                  .build());
    }
    return main;
  }

  /** Writes in the terminal's encoding: JDK 17 says it for all streams, newer ones for each. */
  private static PrintWriter writer(PrintStream stream, String property) {
    String encoding = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
    return new PrintWriter(stream, true, Charset.forName(encoding));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "nn %s (Java %s, %s %s)"
            .formatted(
                version == null ? "unpackaged" : version,
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"))
      };
    }
  }
}
