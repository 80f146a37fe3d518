package org.neurite.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("predict", PredictCommand::new);
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("inspect", InspectCommand::new);
    COMMANDS.put("backends", BackendsCommand::new);
    COMMANDS.put("plugins", PluginsCommand::new);
    COMMANDS.put("example", ExampleCommand::new);
  }

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
      return commandLine(args)
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

  /** Reading a command's options takes time, so a command that is named comes alone. */
  private static CommandLine commandLine(String[] args) {
    CommandLine main = new CommandLine(new Main());
    String named = args.length == 0 ? "" : args[0];
    COMMANDS.forEach(
        (name, command) -> {
          if (!COMMANDS.containsKey(named) || name.equals(named)) {
            main.addSubcommand(name, withHelp(new CommandLine(command.get())));
          }
        });
    return main;
  }

  private static CommandLine withHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    command.getSubcommands().values().forEach(Main::withHelp);
    return command;
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
