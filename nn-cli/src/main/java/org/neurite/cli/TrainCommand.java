package org.neurite.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neurite.cli.report.Figures;
import org.neurite.cli.report.MetricsFile;
import org.neurite.cli.report.Scores;
import org.neurite.cli.report.TextFile;
import org.neurite.cli.training.Outcome;
import org.neurite.cli.training.Progress;
import org.neurite.cli.training.Provenance;
import org.neurite.cli.training.Recipe;
import org.neurite.cli.training.TrainingInput;
import org.neurite.core.Neurite;
import org.neurite.core.model.Model;
import org.neurite.core.schedule.CosineSchedule;
import org.neurite.core.train.EarlyStopping;
import org.neurite.core.train.StartListener;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;
import org.neurite.data.CrossValidation;
import org.neurite.data.Split;
import org.neurite.data.preprocess.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network on a file and leaves a model file. */
@Command(
    name = "train",
    description = "Trains a network on rows or images, and writes a model file.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Mixin private TrainInput input = new TrainInput();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private LearningOptions learning = new LearningOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private BackendOptions backend = new BackendOptions();

  @Option(
      names = "--out",
      paramLabel = "MODEL.nn",
      description = "Where the model goes. Default: the data's name with .nn, in this directory.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Before that, train on K divisions of the rows, and print how results vary; classes keep"
              + " their shares.")
  private Optional<Integer> folds = Optional.empty();

  @Option(names = "--metrics", paramLabel = "FILE.json", description = "Write results as JSON.")
  private Optional<Path> metrics = Optional.empty();

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    input.data().check();
    network.check();
    learning.check();
    checkpoints.check();
    Path file = out.orElseGet(() -> Path.of(input.name() + ".nn"));
    TextFile.requireWritable(file);
    metrics.ifPresent(TextFile::requireWritable);
    folds.ifPresent(k -> Usage.require(k >= 2, "--folds", "at least 2", k));
    backend.check();
    try (Opening opening = new Opening(backend)) {
      TrainingInput data = input.read(() -> opening.get().environment().codec());
      learning.requireValidation(data.validationRows());
      checkpoints.requireValidation(data.validationRows());
      train(opening.get(), data, file);
    }
    return 0;
  }

  private void train(Neurite neurite, TrainingInput data, Path file) {
    Preprocessing preprocessing = data.split().preprocessing();
    Scores scores = new Scores(preprocessing.target());
    Recipe recipe = learning.recipe(data.trainRows());
    Model model =
        network.build(neurite, input.name(), preprocessing.inputShape(), scores.target().outputs());
    Trainer trainer = trainer(neurite, model, data, recipe, scores);
    describe(neurite, model, data, recipe);
    Optional<CrossValidation> validated = folds.map(k -> validate(neurite, model, data, recipe, k));
    long started = System.nanoTime();
    Trained trained = fit(trainer, data, scores);
    double seconds = (System.nanoTime() - started) * 1e-9;
    Outcome outcome = Outcome.of(trained, data, scores, seconds, learning.patience().isPresent());
    trained
        .withProvenance(
            Provenance.of(input.data().name(), input.data().file(), scores.target(), data))
        .withProvenance(outcome.results())
        .save(file);
    metrics.ifPresent(target -> write(outcome, scores, data, neurite, validated, target));
    report(outcome, file);
  }

  private void write(
      Outcome outcome,
      Scores scores,
      TrainingInput data,
      Neurite neurite,
      Optional<CrossValidation> validated,
      Path target) {
    MetricsFile results = outcome.metrics(scores, data, learning.seed(), neurite.backend().name());
    validated.ifPresent(
        report -> {
          for (CrossValidation.Fold fold : report.folds()) {
            results.put("fold" + fold.number(), fold.values());
          }
        });
    results.write(target);
  }

  /** Trains once for each fold, with the same settings, and prints how results vary. */
  private CrossValidation validate(
      Neurite neurite, Model model, TrainingInput data, Recipe recipe, int count) {
    List<Split> divisions =
        data.folds()
            .orElseThrow(
                () ->
                    Usage.problem(
                        "--folds", "a table in memory", "pictures, or rows that are streamed"))
            .apply(count);
    CrossValidation report =
        CrossValidation.run(
            divisions,
            split -> {
              Scores scores = new Scores(split.preprocessing().target());
              Trained trained = fold(neurite, model, split, recipe, scores);
              return scores.evaluate(trained, split.validation().orElseThrow());
            });
    say(report.toString());
    return report;
  }

  /** Trains on one division, whose rate falls to 0 over its own rows. */
  Trained fold(Neurite neurite, Model model, Split split, Recipe recipe, Scores scores) {
    long rows = split.train().size().orElseThrow(); // a table's
    return plain(neurite, model, rows, recipe, scores).fit(split);
  }

  private Trainer plain(
      Neurite neurite, Model model, long trainRows, Recipe recipe, Scores scores) {
    return neurite
        .trainer(model)
        .loss(scores.loss())
        .metrics(scores.metrics())
        .optimizer(learning.optimizer(neurite, recipe.learningRate()))
        .schedule(new CosineSchedule(recipe.steps(trainRows)))
        .epochs(recipe.epochs())
        .batchSize(recipe.batchSize())
        .seed(learning.seed());
  }

  private Trainer trainer(
      Neurite neurite, Model model, TrainingInput data, Recipe recipe, Scores scores) {
    Trainer trainer = plain(neurite, model, data.trainRows(), recipe, scores);
    checkpoints.rule().ifPresent(trainer::checkpoints);
    trainer.listener((StartListener) this::sayWhatIsDone);
    learning.listeners(neurite).forEach(trainer::listener);
    learning
        .patience()
        .ifPresent(k -> trainer.earlyStopping(EarlyStopping.on("val_loss").patience(k)));
    return trainer;
  }

  private void sayWhatIsDone(StartListener.Start start) {
    if (start.done() > 0) {
      say(
          "resumed   after %d of %d rows"
              .formatted(start.done(), start.samples().orElse(0) * start.epochs()));
    }
  }

  private Trained fit(Trainer trainer, TrainingInput data, Scores scores) {
    if (quiet) {
      return trainer.fit(data.split());
    }
    try (Progress progress = Progress.of(spec.commandLine().getErr(), scores)) {
      return trainer.listener(progress).fit(data.split());
    }
  }

  private void describe(Neurite neurite, Model model, TrainingInput data, Recipe recipe) {
    data.notes().forEach(this::say);
    say("network   " + network.describe(model));
    say("training  " + learning.describe(recipe) + ", backend " + neurite.backend().name());
    if (!recipe.note().isEmpty()) {
      say("          " + recipe.note());
    }
  }

  private void report(Outcome outcome, Path file) {
    say(
        "trained   %d epochs in %s, %s rows/s"
            .formatted(
                outcome.epochs(),
                Figures.duration(outcome.seconds()),
                Figures.rounded(outcome.samplesPerSecond())));
    say("on rows trained on   " + Scores.summary(outcome.train()));
    outcome.validation().ifPresent(scores -> say("on rows held back    " + Scores.summary(scores)));
    say("model written to " + file);
  }

  private void say(String text) {
    if (!quiet) {
      spec.commandLine().getOut().println(text);
    }
  }
}
