package org.neurite.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.cli.report.Predictions;
import org.neurite.cli.report.TextFile;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.train.Trained;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.idx.Idx;
import org.neurite.data.idx.Images;
import org.neurite.data.image.ImageFolder;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts with a model file. */
@Command(
    name = "predict",
    description = "Predicts each row of a table, or each image of an IDX file or a folder.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  private static final int IMAGES_AT_ONCE = 1_024;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private CsvInput data = new CsvInput();
  @Mixin private BackendOptions backend = new BackendOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "Where predictions go. Default: to the terminal.")
  private Optional<Path> out = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    data.check();
    out.ifPresent(TextFile::requireWritable);
    try (Neurite neurite = backend.open()) {
      Trained trained = model.load(neurite);
      Preprocessing preprocessing = model.preprocessing(trained);
      try (ArrayPredictor predictor = trained.predictor()) {
        float[] outputs =
            preprocessing instanceof TablePreprocessing table
                ? rows(predictor, table, neurite.environment().codec())
                : images(predictor, model.requireImages(preprocessing));
        write(new Predictions(trained.model(), preprocessing.target(), outputs));
      }
    }
    return 0;
  }

  private void write(Predictions predictions) {
    if (out.isPresent()) {
      predictions.write(out.get());
    } else {
      predictions.print(spec.commandLine().getOut());
    }
  }

  private float[] rows(
      ArrayPredictor predictor, TablePreprocessing preprocessing, ComponentCodec codec) {
    Map<String, Kind> kinds = new HashMap<>(preprocessing.kinds());
    kinds.put(preprocessing.target().column(), Kind.CATEGORY); // may be there, may be anything
    Table table = data.read(CsvOptions.DEFAULT.kinds(kinds), () -> codec);
    float[] inputs = table.inputs(preprocessing);
    int width = preprocessing.target().outputs();
    float[] outputs = new float[table.rows() * width];
    predictor.predict(inputs, table.rows(), outputs);
    for (int i = 0; i < outputs.length; i++) {
      if (!Float.isFinite(outputs[i])) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(table.place(i / width, table.columns().get(0)))
                .expected("a row within the network's range")
                .found("one for which it gives " + outputs[i])
                .mend("look for numbers far beyond those of the training data"));
      }
    }
    return outputs;
  }

  private float[] images(ArrayPredictor predictor, ImagePreprocessing preprocessing) {
    Path path = data.path();
    if (!Idx.isDirectory(path) && (Files.isDirectory(path) || ImageFolder.isPicture(path))) {
      return pictures(predictor, ImageFolder.files(path), preprocessing);
    }
    Images images = Files.isDirectory(path) ? Idx.directory(path).test() : Idx.images(path);
    preprocessing.requireFits(images.source(), images.shape());
    int pixels = Math.toIntExact(images.shape().elements(1));
    int width = preprocessing.target().outputs();
    float[] outputs = new float[images.count() * width];
    for (int first = 0; first < images.count(); first += IMAGES_AT_ONCE) {
      int count = Math.min(IMAGES_AT_ONCE, images.count() - first);
      float[] inputs = new float[count * pixels];
      for (int i = 0; i < count; i++) {
        images.read(first + i, inputs, i * pixels);
      }
      float[] part = new float[count * width];
      predictor.predict(inputs, count, part);
      System.arraycopy(part, 0, outputs, first * width, part.length);
    }
    return outputs;
  }

  private static float[] pictures(
      ArrayPredictor predictor, List<Path> files, ImagePreprocessing preprocessing) {
    int width = preprocessing.target().outputs();
    float[] outputs = new float[files.size() * width];
    for (int first = 0; first < files.size(); first += IMAGES_AT_ONCE) {
      List<Path> some = files.subList(first, Math.min(files.size(), first + IMAGES_AT_ONCE));
      float[] part = new float[some.size() * width];
      predictor.predict(ImageFolder.inputs(some, preprocessing), some.size(), part);
      System.arraycopy(part, 0, outputs, first * width, part.length);
    }
    return outputs;
  }
}
