package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A case's attributes; remembers which were read, so that none is ignored by accident. */
final class Attributes {
  private final JsonNode json;
  private final Set<String> read = new HashSet<>();

  Attributes(JsonNode json) {
    this.json = json;
  }

  private JsonNode get(String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no attribute '" + name + "' in " + json);
    }
    read.add(name);
    return value;
  }

  boolean has(String name) {
    return json.has(name);
  }

  boolean isNull(String name) {
    return get(name).isNull();
  }

  double number(String name) {
    return get(name).doubleValue();
  }

  double number(String name, double absent) {
    return has(name) ? number(name) : absent;
  }

  int integer(String name) {
    return get(name).intValue();
  }

  boolean flag(String name) {
    return get(name).booleanValue();
  }

  String text(String name) {
    return get(name).stringValue();
  }

  List<Integer> integers(String name) {
    List<Integer> values = new ArrayList<>();
    get(name).forEach(v -> values.add(v.intValue()));
    return values;
  }

  double entry(String name, int index) {
    return get(name).get(index).doubleValue();
  }

  /** Attributes that only describe the case: shapes that arrays show, names of data. */
  void describe(String... names) {
    read.addAll(Set.of(names));
  }

  /** Fails if the case asks for something that nobody looked at. */
  void requireAllRead() {
    for (String name : json.propertyNames()) {
      if (!read.contains(name)) {
        throw new AssertionError("attribute '" + name + "' = " + json.get(name) + " not handled");
      }
    }
  }
}
