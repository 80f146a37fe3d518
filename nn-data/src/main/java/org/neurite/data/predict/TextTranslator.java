package org.neurite.data.predict;

import java.lang.reflect.Type;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.preprocess.TextPreprocessing;

/** Speaks for models of texts: a text, whose last characters are read, and what comes next. */
final class TextTranslator implements Translator {
  private final Model model;
  private final TextPreprocessing preprocessing;
  private final Answers answers;

  TextTranslator(Model model, TextPreprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.answers = Answers.afterTheLastStep(model, preprocessing.target(), preprocessing.length());
  }

  private boolean isOfTexts() {
    return model.sampleShape().equals(preprocessing.inputShape());
  }

  @Override
  public Optional<InputEncoder<?>> encoder(Type type) {
    if (!isOfTexts() || !type.equals(String.class)) {
      return Optional.empty();
    }
    InputEncoder<String> texts = this::encode;
    return Optional.of(texts);
  }

  private void encode(String input, float[] row) {
    String text = Samples.there(model, input, "a text");
    int length = text.codePointCount(0, text.length());
    if (length < row.length) {
      throw new DataException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", text")
              .expected("at least " + row.length + " characters, of which the last are read")
              .found(length + " characters")
              .mend("give more of what comes before"));
    }
    String last = text.substring(text.offsetByCodePoints(text.length(), -row.length));
    int[] codes = preprocessing.encode(model.name() + ", text", last);
    for (int i = 0; i < row.length; i++) {
      row[i] = codes[i];
    }
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return isOfTexts() ? "String (its last characters)" : "";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
