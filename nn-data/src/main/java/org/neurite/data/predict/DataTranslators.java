package org.neurite.data.predict;

import java.util.Optional;
import org.neurite.core.model.Model;
import org.neurite.core.predict.Translator;
import org.neurite.core.predict.TranslatorProvider;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.TextPreprocessing;
import tools.jackson.databind.node.ObjectNode;

/** Knows the preprocessing of this module. Found by {@link java.util.ServiceLoader}. */
public final class DataTranslators implements TranslatorProvider {
  @Override
  public Optional<Translator> translator(Model model, ObjectNode preprocessing) {
    return Optional.of(translator(model, Preprocessing.fromJson(preprocessing)));
  }

  private static Translator translator(Model model, Preprocessing read) {
    if (read instanceof TablePreprocessing table) {
      return new TableTranslator(model, table);
    }
    if (read instanceof ImagePreprocessing images) {
      return new ImageTranslator(model, images);
    }
    return read instanceof SeriesPreprocessing series
        ? new SeriesTranslator(model, series)
        : new TextTranslator(model, (TextPreprocessing) read);
  }
}
