package org.neurite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into a message and an exit code: 2 wrong usage, 3 bad data or model, 4
 * can't run here, 1 anything else. What nobody foresaw goes to a log file, with a line that says
 * where.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** Commands whose user names components; elsewhere a model file does. */
  private static final Set<String> NAMING = Set.of("train", "describe", "schema");

  static final int OTHER = 1;
  static final int USAGE = 2;
  static final int BAD_INPUT = 3;
  static final int CANNOT_RUN = 4;

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("nn: " + ErrorCode.BAD_USAGE.code() + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    if (command.getParent() == null) {
      command.usage(err);
    } else {
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
    }
    return USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e, command.getCommandName(), command.getErr());
  }

  int report(Throwable e, String command, PrintWriter err) {
    if (e instanceof NeuriteException known) {
      err.println("nn: " + known.getMessage());
      boolean named = NAMING.contains(command) || known.problem().where().startsWith("--");
      return exitCode(known.code(), named);
    }
    if (e instanceof OutOfMemoryError) {
      err.println("nn: " + ErrorCode.OUT_OF_MEMORY.code() + ": the JVM's memory is full.");
      err.println("Give it more, for instance NN_JAVA_OPTS=-Xmx8g, or use smaller batches.");
      return CANNOT_RUN;
    }
    err.println("nn: unexpected error: " + e);
    err.println(log(e));
    return OTHER;
  }

  private static int exitCode(ErrorCode code, boolean named) {
    return switch (code) {
      case BAD_USAGE, BAD_OPTION -> USAGE;
      case NON_FINITE_LOSS -> OTHER;
      case BROKEN_PROVIDER, PLUGIN_FAILED -> BAD_INPUT;
      case MODEL_FILE_WRITE, OUTPUT_UNWRITABLE -> CANNOT_RUN;
      default ->
          switch (code.code().substring(3, 5)) {
            case "12" -> named ? USAGE : BAD_INPUT;
            case "13", "14", "16", "17" -> BAD_INPUT;
            case "15" -> CANNOT_RUN;
            default -> OTHER;
          };
    };
  }

  /** Writes the stack trace to a file and says where it is. */
  private static String log(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    try {
      Path file = Files.createTempFile("nn-error-", ".log");
      Files.writeString(file, trace.toString());
      return "This is a fault of nn. Please report it, with the file " + file + ".";
    } catch (IOException unwritable) {
      return "This is a fault of nn. Please report it, with this:\n" + trace;
    }
  }
}
