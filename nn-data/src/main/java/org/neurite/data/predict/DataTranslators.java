package org.neurite.data.predict;

import java.util.Optional;
import org.neurite.core.model.Model;
import org.neurite.core.predict.Translator;
import org.neurite.core.predict.TranslatorProvider;
import org.neurite.data.preprocess.ImagePreprocessing;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import tools.jackson.databind.node.ObjectNode;

/** Knows the preprocessing of this module. Found by {@link java.util.ServiceLoader}. */
public final class DataTranslators implements TranslatorProvider {
  @Override
  public Optional<Translator> translator(Model model, ObjectNode preprocessing) {
    Preprocessing read = Preprocessing.fromJson(preprocessing);
    if (read instanceof TablePreprocessing table) {
      return Optional.of(new TableTranslator(model, table));
    }
    return Optional.of(
        read instanceof ImagePreprocessing images
            ? new ImageTranslator(model, images)
            : new ArrayTranslator(model, read.target()));
  }
}
