package org.neurite.data.predict;

import java.lang.reflect.Type;
import java.util.Optional;
import org.neurite.core.model.Model;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.predict.OutputDecoder;
import org.neurite.core.predict.Translator;
import org.neurite.data.Table;
import org.neurite.data.preprocess.SeriesPreprocessing;
import org.neurite.data.series.SeriesData;

/** Speaks for models of time series: a table in the order of time, whose last rows are read. */
final class SeriesTranslator implements Translator {
  private final Model model;
  private final SeriesPreprocessing preprocessing;
  private final Answers answers;

  SeriesTranslator(Model model, SeriesPreprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    this.answers = new Answers(model, preprocessing.target());
  }

  private boolean isOfWindows() {
    return model.sampleShape().equals(preprocessing.inputShape());
  }

  @Override
  public Optional<InputEncoder<?>> encoder(Type type) {
    if (!isOfWindows() || !type.equals(Table.class)) {
      return Optional.empty();
    }
    InputEncoder<Table> tables =
        (table, row) ->
            System.arraycopy(
                SeriesData.newest(Samples.there(model, table, "a table"), preprocessing),
                0,
                row,
                0,
                row.length);
    return Optional.of(tables);
  }

  @Override
  public Optional<OutputDecoder<?>> decoder(Type type) {
    return answers.decoder(type);
  }

  @Override
  public String inputs() {
    return isOfWindows() ? "Table (its last rows)" : "";
  }

  @Override
  public String answers() {
    return answers.types();
  }
}
