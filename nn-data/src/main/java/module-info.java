/** Data sources, schemas and preprocessing. */
module org.neurite.data {
  exports org.neurite.data;
  exports org.neurite.data.column;
  exports org.neurite.data.csv;
  exports org.neurite.data.idx;
  exports org.neurite.data.image;
  exports org.neurite.data.jdbc;
  exports org.neurite.data.predict;
  exports org.neurite.data.preprocess;
  exports org.neurite.data.record;
  exports org.neurite.data.series;
  exports org.neurite.data.stream;
  exports org.neurite.data.text;

  requires transitive java.desktop;
  requires transitive java.sql;
  requires transitive org.neurite.core;
  requires transitive tools.jackson.databind;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  provides org.neurite.core.predict.TranslatorProvider with
      org.neurite.data.predict.DataTranslators;
}
