package org.neurite.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurite.cli.training.TrainingInput;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.data.Table;
import org.neurite.data.TabularData;
import org.neurite.data.column.Column;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.idx.Idx;
import org.neurite.data.preprocess.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to learn from which data. */
final class TrainInput {
  private static final double VALIDATION = 0.2;

  @Mixin private CsvInput data = new CsvInput();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "What to learn. Default: the last column.")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "regression or classification. Default: classification for texts and for whole numbers"
              + " from 0 or 1 to at most 20 without a gap, else regression.")
  private Optional<Task> task = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "PART",
      description =
          "Part of the rows that is held back to judge the result; 0 for none." + " Default: 0.2.")
  private Optional<Double> validation = Optional.empty();

  @Option(
      names = "--split-seed",
      paramLabel = "SEED",
      description =
          "Which rows are held back. Not --seed, so that trainings with different seeds are judged"
              + " by the same rows. Default: 42.")
  private long splitSeed = TabularData.DEFAULT_SEED;

  TrainingInput read(Supplier<ComponentCodec> codec) {
    double part = validation.orElse(VALIDATION);
    Usage.require(part >= 0 && part < 1, "--validation", "from 0 to below 1", part);
    if (!data.isDirectory()) {
      return readTable(part, codec);
    }
    boolean stated =
        data.isStated() || target.isPresent() || task.isPresent() || validation.isPresent();
    Usage.require(
        !stated,
        "--data " + data.path(),
        "a directory of images alone: its target, task and test part are fixed",
        "--target, --task, --validation, --ignore or --delimiter");
    return TrainingInput.of(Idx.directory(data.path()), data.path().toString());
  }

  private TrainingInput readTable(double part, Supplier<ComponentCodec> codec) {
    Table table = data.read(CsvOptions.DEFAULT, codec);
    List<Column> columns = table.columns();
    String name = target.orElse(columns.get(columns.size() - 1).name());
    TabularData rows = task.isPresent() ? table.target(name, task.get()) : table.target(name);
    return TrainingInput.of(rows, part, splitSeed, why());
  }

  /** What was guessed, and how to say otherwise. */
  private String why() {
    if (target.isEmpty()) {
      return task.isEmpty() ? " [the last column; else --target, --task]" : " [the last column]";
    }
    return task.isEmpty() ? " [guessed; else --task]" : "";
  }

  /** A name for the model: that of the data, without ending or vendor. */
  String name() {
    String name = data.name().substring(data.file().isPresent() ? 0 : data.name().indexOf(':') + 1);
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  CsvInput data() {
    return data;
  }
}
