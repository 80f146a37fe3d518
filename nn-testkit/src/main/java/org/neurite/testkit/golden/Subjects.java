package org.neurite.testkit.golden;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table: which {@code op} is checked how. */
final class Subjects {
  private static final Map<String, Subject> TABLE = table();

  private Subjects() {}

  private static Map<String, Subject> table() {
    Map<String, Subject> table = new HashMap<>();
    Activations.enter(table);
    Losses.enter(table);
    Layers.enter(table);
    Images.enter(table);
    Sequences.enter(table);
    Optimizers.enter(table);
    Clippings.enter(table);
    Schedules.enter(table);
    Initializers.enter(table);
    Metrics.enter(table);
    Trainings.enter(table);
    return Map.copyOf(table);
  }

  static Optional<Subject> find(String op) {
    return Optional.ofNullable(TABLE.get(op));
  }
}
