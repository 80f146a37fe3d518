package org.neurite.cli;

import java.nio.file.Path;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.core.Neurite;
import org.neurite.core.train.Trained;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TextPreprocessing;
import picocli.CommandLine.Option;

/** The model to use. */
final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL.nn",
      description = "A model file that nn train wrote.")
  private Path model = Path.of("");

  Trained load(Neurite neurite) {
    return neurite.load(model);
  }

  Preprocessing preprocessing(Trained trained) {
    return Preprocessing.fromJson(
        trained
            .preprocessing()
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        Problem.of(ErrorCode.BAD_MODEL_FILE)
                            .at(model.toString())
                            .expected("a model that knows how its data were prepared")
                            .found("no preprocessing.json in it")
                            .mend("save it with its preprocessing, or use it from Java"))));
  }

  /** The preprocessing of a model of images; commands read no series and no texts. */
  ImagePreprocessing requireImages(Preprocessing preprocessing) {
    if (preprocessing instanceof ImagePreprocessing images) {
      return images;
    }
    throw new NeuriteException(
        Problem.of(ErrorCode.BAD_USAGE)
            .at("--model " + model)
            .expected("a model of tables or images")
            .found("one of " + (preprocessing instanceof TextPreprocessing ? "texts" : "series"))
            .mend("use it from Java"));
  }
}
