/**
 * The public contract of Neurite: values, the traced graph, programs, and every plugin interface.
 */
module org.neurite.api {
  exports org.neurite.api;
  exports org.neurite.api.backend;
  exports org.neurite.api.component;
  exports org.neurite.api.graph;
  exports org.neurite.api.program;
  exports org.neurite.api.random;
  exports org.neurite.api.tensor;

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
}
