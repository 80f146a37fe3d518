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
import org.neurite.data.csv.TableStream;
import org.neurite.data.idx.Idx;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.preprocess.Task;
import org.neurite.data.stream.StreamedData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to learn from which data. */
final class TrainInput {
  private static final double VALIDATION = 0.2;
  private static final String STREAM = "--stream";
  private static final String BUFFER = "--shuffle-buffer";

  @Mixin private CsvInput data = new CsvInput();
  @Mixin private FeatureOptions features = new FeatureOptions();
  @Mixin private PictureOptions pictures = new PictureOptions();

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

  @Option(
      names = STREAM,
      description =
          "Read rows from the source in every epoch, for data larger than memory; shuffle them in a"
              + " buffer.")
  private boolean stream;

  @Option(
      names = BUFFER,
      paramLabel = "ROWS",
      description = "Rows that are shuffled among each other with --stream. Default: 65536.")
  private Optional<Integer> buffer = Optional.empty();

  TrainingInput read(Supplier<ComponentCodec> codec) {
    double part = validation.orElse(VALIDATION);
    Usage.require(part >= 0 && part < 1, "--validation", "from 0 to below 1", part);
    Usage.require(stream || buffer.isEmpty(), BUFFER, STREAM, "none");
    if (data.isDirectory()) {
      return readDirectory(part);
    }
    Usage.require(
        !pictures.isStated(), "--data", "a directory, for options of pictures", data.name());
    return stream ? readStream(part, codec) : readTable(part, codec);
  }

  private TrainingInput readDirectory(double part) {
    boolean areFolders = !Idx.isDirectory(data.path()) && ImageFolder.isFolder(data.path());
    boolean stated =
        data.isStated()
            || target.isPresent()
            || task.isPresent()
            || features.isStated()
            || stream
            || (!areFolders && (validation.isPresent() || pictures.isStated()));
    Usage.require(
        !stated,
        "--data " + data.path(),
        "a directory of images alone: its target, task and test part are fixed",
        "--target, --task, --validation, --ignore or --delimiter");
    return areFolders
        ? TrainingInput.of(pictures.read(data.path()), part, splitSeed)
        : TrainingInput.of(Idx.directory(data.path()), data.path().toString());
  }

  private TrainingInput readTable(double part, Supplier<ComponentCodec> codec) {
    Table table = data.read(CsvOptions.DEFAULT.kinds(features.kinds()), codec);
    String name = targetOf(table);
    TabularData rows = task.isPresent() ? table.target(name, task.get()) : table.target(name);
    return TrainingInput.of(features.encode(rows), part, splitSeed, why());
  }

  private TrainingInput readStream(double part, Supplier<ComponentCodec> codec) {
    TableStream rows = data.stream(CsvOptions.DEFAULT.kinds(features.kinds()), codec);
    String name = targetOf(rows.head());
    StreamedData learnt =
        task.isPresent() ? StreamedData.of(rows, name, task.get()) : StreamedData.of(rows, name);
    return TrainingInput.of(
        features.encode(learnt).shuffleBuffer(buffer.orElse(StreamedData.BUFFER)),
        rows.source(),
        part,
        splitSeed,
        why());
  }

  private String targetOf(Table table) {
    List<Column> columns = table.columns();
    return target.orElse(columns.get(columns.size() - 1).name());
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

  long splitSeed() {
    return splitSeed;
  }

  CsvInput data() {
    return data;
  }
}
