package org.neurite.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neurite.cli.report.Figures;
import org.neurite.cli.report.MetricsFile;
import org.neurite.cli.report.Scores;
import org.neurite.cli.report.TextFile;
import org.neurite.core.Neurite;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.idx.Idx;
import org.neurite.data.idx.ImageData;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges a model file on data with known targets. */
@Command(
    name = "evaluate",
    description = "Judges a model on rows, or on the test part of images, with known targets.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private CsvInput data = new CsvInput();
  @Mixin private BackendOptions backend = new BackendOptions();

  @Option(names = "--metrics", paramLabel = "FILE.json", description = "Write results as JSON.")
  private Optional<Path> metrics = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    data.check();
    metrics.ifPresent(TextFile::requireWritable);
    try (Neurite neurite = backend.open()) {
      Trained trained = model.load(neurite);
      Preprocessing preprocessing = model.preprocessing(trained);
      Dataset rows = read(preprocessing, neurite.environment().codec());
      Scores scores = new Scores(preprocessing.target());
      Map<String, Double> results = scores.evaluate(trained, rows);
      long count = rows.size().orElse(0);
      metrics.ifPresent(
          file ->
              new MetricsFile()
                  .put("task", scores.target().task().name().toLowerCase(Locale.ROOT))
                  .put("target", scores.target().column())
                  .put("backend", neurite.backend().name())
                  .put("rows", count)
                  .put("evaluation", results)
                  .write(file));
      print(count, results);
    }
    return 0;
  }

  private void print(long rows, Map<String, Double> results) {
    spec.commandLine().getOut().println("%d rows".formatted(rows));
    results.forEach(
        (name, value) ->
            spec.commandLine().getOut().println("%-10s %s".formatted(name, Figures.show(value))));
  }

  private Dataset read(Preprocessing preprocessing, ComponentCodec codec) {
    if (preprocessing instanceof TablePreprocessing table) {
      return data.read(CsvOptions.DEFAULT.kinds(table.kinds()), () -> codec).dataset(table);
    }
    ImagePreprocessing image = model.requireImages(preprocessing);
    if (!Idx.isDirectory(data.path()) && ImageFolder.isFolder(data.path())) {
      return ImageFolder.open(data.path(), ImageFolder.size(image), false).dataset(image);
    }
    ImageData images = Idx.directory(data.path());
    image.requireFits(images.test().source(), images.features());
    return images.split().validation().orElseThrow();
  }
}
