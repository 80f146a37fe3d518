/** Contract tests for authors of plugins and backends. */
module org.neurite.testkit {
  requires transitive org.neurite.core;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires java.management;
  requires org.neurite.reference;
  requires static org.jspecify;

  exports org.neurite.testkit;
  exports org.neurite.testkit.backend;
  exports org.neurite.testkit.golden;
  exports org.neurite.testkit.random;
}
