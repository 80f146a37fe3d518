package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;

/** Which types a setting may have. */
final class SettingTypes {
  private static final Set<Class<?>> PLAIN =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          float.class,
          Float.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class,
          String.class);

  private SettingTypes() {}

  /** Fails unless every setting of a record can be written and read. */
  static void require(RecordSettings settings, Place place) {
    for (RecordSettings.Item item : settings.items()) {
      if (!isSupported(item.type())) {
        throw unsupported(item.type(), place.field(item.name()));
      }
    }
  }

  private static boolean isSupported(Type type) {
    if (type instanceof WildcardType wildcard) {
      return isSupported(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? arguments[0] == String.class && isSupported(arguments[1])
          : (generic.getRawType() == List.class || generic.getRawType() == Optional.class)
              && isSupported(arguments[0]);
    }
    return type instanceof Class<?> plain
        && (PLAIN.contains(plain) || plain.isEnum() || ComponentKind.of(plain).isPresent());
  }

  static ComponentException unsupported(Type type, Place place) {
    return place.problem(
        ErrorCode.UNSUPPORTED_SETTING,
        "a setting of a type that can be saved: int, long, float, double, boolean, String, an enum,"
            + " a component, List, Optional, Map from String",
        type.getTypeName(),
        "change the record component's type, or mark it @Service if it is none of its settings");
  }
}
