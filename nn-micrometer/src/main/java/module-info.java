/** Neurite's meters for Micrometer. */
module org.neurite.micrometer {
  exports org.neurite.micrometer;

  requires transitive micrometer.core;
  requires transitive org.neurite.core;
  requires static org.jspecify;
}
