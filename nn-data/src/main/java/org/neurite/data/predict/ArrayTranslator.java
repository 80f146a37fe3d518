package org.neurite.data.predict;

import java.lang.reflect.Type;
import java.util.Optional;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.preprocess.Target;

/** Speaks for models whose samples are arrays, windows of a series for instance, that answer so. */
final class ArrayTranslator implements Translator {
  private final Answers answers;

  ArrayTranslator(Model model, Target target) {
    this.answers = new Answers(model, target);
  }

  @Override
  public Optional<InputEncoder<?>> encoder(Type type) {
    return Optional.empty();
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return "no other";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
