/** Built-in components, compiler, training and model files. */
module org.neurite.core {
  exports org.neurite.core.autodiff;
  exports org.neurite.core.compile;
  exports org.neurite.core.train;

  requires transitive org.neurite.api;
  requires com.google.guice;
  requires org.slf4j;
  requires tools.jackson.databind;
  requires static org.jspecify;
}
