/** Built-in components, compiler, training and model files. */
module org.neurite.core {
  exports org.neurite.core;
  exports org.neurite.core.activation;
  exports org.neurite.core.autodiff;
  exports org.neurite.core.compile;
  exports org.neurite.core.constraint;
  exports org.neurite.core.event;
  exports org.neurite.core.file;
  exports org.neurite.core.initializer;
  exports org.neurite.core.layer;
  exports org.neurite.core.loss;
  exports org.neurite.core.merge;
  exports org.neurite.core.metric;
  exports org.neurite.core.model;
  exports org.neurite.core.observe;
  exports org.neurite.core.optimizer;
  exports org.neurite.core.predict;
  exports org.neurite.core.registry;
  exports org.neurite.core.regularizer;
  exports org.neurite.core.schedule;
  exports org.neurite.core.train;

  requires transitive com.google.guice;
  requires transitive jdk.jfr;
  requires transitive org.neurite.api;
  requires transitive tools.jackson.databind;
  requires com.google.common; // for Guice, which as an automatic module cannot say that it needs it
  requires jakarta.inject; // likewise
  requires org.slf4j;
  requires static org.jspecify;

  uses org.neurite.api.backend.BackendProvider;
  uses org.neurite.api.component.ActivationProvider;
  uses org.neurite.api.component.ConstraintProvider;
  uses org.neurite.api.component.InitializerProvider;
  uses org.neurite.api.component.LayerProvider;
  uses org.neurite.api.component.ListenerProvider;
  uses org.neurite.api.component.LossProvider;
  uses org.neurite.api.component.MergeProvider;
  uses org.neurite.api.component.MetricProvider;
  uses org.neurite.api.component.OptimizerProvider;
  uses org.neurite.api.component.RegularizerProvider;
  uses org.neurite.api.component.ScheduleProvider;
  uses org.neurite.api.component.SourceProvider;
  uses org.neurite.core.predict.TranslatorProvider;
}
