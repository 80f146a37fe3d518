package org.neurite.core.registry;

import java.util.Optional;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import tools.jackson.databind.JsonNode;

/** Reads numbers, within the bounds of their type and setting. */
final class Numbers {
  private Numbers() {}

  /** The number in a numeric type; empty if the type is not numeric. */
  static Optional<Object> read(Class<?> type, JsonNode node, Optional<Setting> range, Place place) {
    if (type == int.class || type == Integer.class) {
      SettingReader.require(node.canConvertToInt() && whole(node), "an integer", node, place);
      return Optional.of(within(node, range, place).intValue());
    }
    if (type == long.class || type == Long.class) {
      SettingReader.require(node.canConvertToLong() && whole(node), "an integer", node, place);
      return Optional.of(within(node, range, place).longValue());
    }
    if (type == double.class || type == Double.class) {
      SettingReader.require(isFinite(node, false), "a finite number", node, place);
      return Optional.of(within(node, range, place).doubleValue());
    }
    if (type == float.class || type == Float.class) {
      SettingReader.require(isFinite(node, true), "a finite float", node, place);
      return Optional.of((float) within(node, range, place).doubleValue());
    }
    return Optional.empty();
  }

  private static boolean whole(JsonNode node) {
    return node.isIntegralNumber();
  }

  private static boolean isFinite(JsonNode node, boolean single) {
    return node.isNumber()
        && (single
            ? Float.isFinite((float) node.doubleValue())
            : Double.isFinite(node.doubleValue()));
  }

  private static JsonNode within(JsonNode node, Optional<Setting> range, Place place) {
    double value = node.doubleValue();
    if (range.isPresent() && (value < range.get().min() || value > range.get().max())) {
      throw place.bad(Settings.range(range.get()), node.toString());
    }
    return node;
  }
}
