<<<<<<< HEAD
/** The public contract of Neurite: values, the traced graph, programs, and every plugin interface. */
module org.neurite.api {
  exports org.neurite.api;
  exports org.neurite.api.backend;
  exports org.neurite.api.component;
  exports org.neurite.api.graph;
  exports org.neurite.api.program;
  exports org.neurite.api.random;
  exports org.neurite.api.tensor;
=======
/** What plugins and backends compile against. */
module org.neurite.api {
  requires static org.jspecify;
>>>>>>> main
}
