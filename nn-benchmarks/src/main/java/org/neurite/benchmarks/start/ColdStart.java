package org.neurite.benchmarks.start;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.neurite.benchmarks.jvm.FreshJvm;
import org.neurite.benchmarks.jvm.Jars;
import org.neurite.benchmarks.jvm.Spread;
import org.neurite.benchmarks.jvm.TemporaryFolder;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.train.Trained;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code start} command: how long an application waits for its first prediction. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description =
        "Times new JVMs that make a Neurite, load a model of 1 MB and predict once, as they are and"
            + " with a class archive.")
public final class ColdStart implements Callable<Integer> {
  private static final Pattern SPACES = Pattern.compile(" +");

  private static final List<String> FIGURES =
      List.of("create", "load", "predict", "all three", "since the JVM's start");

  @Option(
      names = "--jvms",
      paramLabel = "N",
      description = "JVMs that are started for each. Default: 10.")
  private int jvms = 10;

  @Option(
      names = "--jvm-options",
      paramLabel = "TEXT",
      description = "What they are given, for instance '--add-modules jdk.incubator.vector'.")
  private String options = "";

  @Spec private CommandSpec spec;

  private ColdStart() {}

  /**
   * Runs the command and ends the JVM with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new ColdStart())
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (TemporaryFolder folder = new TemporaryFolder("start")) {
      String model = save(folder.path().resolve("model.nn")).toString();
      FreshJvm plain = jvm(folder.path());
      String archive = folder.path().resolve("classes.jsa").toString();
      plain
          .with("-XX:ArchiveClassesAtExit=" + archive)
          .with("-Xlog:disable") // says of some classes that they can't be archived
          .run(FirstPrediction.class, model);
      Map<String, FreshJvm> ways = new LinkedHashMap<>();
      ways.put("as it is", plain);
      ways.put("with a class archive", plain.with("-XX:SharedArchiveFile=" + archive));
      report(ways, model);
    }
    return CommandLine.ExitCode.OK;
  }

  /** Of 1.1 MB: 784-256-256-10. */
  private static Path save(Path file) {
    try (Neurite neurite = Neurite.create()) {
      Model model =
          neurite
              .model("start")
              .input(784)
              .layer(new Dense(256, new Relu()))
              .layer(new Dense(256, new Relu()))
              .layer(new Dense(10))
              .build();
      new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of())
          .save(file);
    }
    return file;
  }

  /** All classes in jars, as in most applications; archives take no others. */
  private FreshJvm jvm(Path folder) throws IOException {
    List<String> words = SPACES.splitAsStream(options).filter(word -> !word.isEmpty()).toList();
    return new FreshJvm(words, Jars.classPath(System.getProperty("java.class.path"), folder));
  }

  private void report(Map<String, FreshJvm> ways, String model)
      throws IOException, InterruptedException {
    Map<String, List<List<Double>>> runs = new LinkedHashMap<>();
    for (int i = 0; i < jvms; i++) {
      for (Map.Entry<String, FreshJvm> way : ways.entrySet()) {
        runs.computeIfAbsent(way.getKey(), k -> new ArrayList<>())
            .add(way.getValue().run(FirstPrediction.class, model));
      }
    }
    for (Map.Entry<String, List<List<Double>>> way : runs.entrySet()) {
      for (int figure = 0; figure < FIGURES.size(); figure++) {
        spec.commandLine()
            .getOut()
            .printf(
                Locale.ROOT,
                "%-22s %-23s %s%n",
                way.getKey() + ",",
                FIGURES.get(figure) + ":",
                Spread.of(way.getValue(), figure).text("ms"));
      }
    }
  }
}
