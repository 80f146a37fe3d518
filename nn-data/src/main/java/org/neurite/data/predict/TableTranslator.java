package org.neurite.data.predict;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.preprocess.TablePreprocessing;

/** Speaks for models of tables. */
final class TableTranslator implements Translator {
  private final Model model;
  private final TablePreprocessing preprocessing;
  private final Answers answers;

  TableTranslator(Model model, TablePreprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.answers = new Answers(model, preprocessing.target());
  }

  @Override
  public Optional<InputEncoder<?>> encoder(Type type) {
    Columns columns = new Columns(model.name(), preprocessing);
    Type plain = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    if (plain == Map.class) {
      if (type instanceof ParameterizedType map) {
        MapEncoder.requireTypes(columns, map);
      }
      return Optional.of(new MapEncoder(columns));
    }
    return plain instanceof Class<?> raw && raw.isRecord()
        ? Optional.of(new RecordEncoder(columns, raw))
        : Optional.empty();
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return "a record with the model's columns, Map";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
