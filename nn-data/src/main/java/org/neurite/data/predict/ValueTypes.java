package org.neurite.data.predict;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.neurite.data.column.Kind;

/** Which of an application's types a column's values may have. */
final class ValueTypes {
  private static final Set<Class<?>> OPTIONAL_NUMBERS =
      Set.of(OptionalDouble.class, OptionalInt.class, OptionalLong.class);
  private static final Set<Class<?>> TEXTS =
      Set.of(String.class, boolean.class, Boolean.class, char.class, Character.class);

  private ValueTypes() {}

  /**
   * The class of a type's values; of an {@code Optional<T>}, T; of what can be anything, Object.
   */
  static Class<?> content(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof WildcardType wildcard) {
      return content(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof TypeVariable<?> variable) {
      return content(variable.getBounds()[0]);
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Optional.class
          ? content(generic.getActualTypeArguments()[0])
          : content(generic.getRawType());
    }
    return Object.class;
  }

  /** A number column needs numbers, a date one dates; categories are whatever has a text. */
  static boolean fit(Class<?> type, Kind kind) {
    boolean isNumber =
        Number.class.isAssignableFrom(type)
            || OPTIONAL_NUMBERS.contains(type)
            || (type.isPrimitive() && !TEXTS.contains(type));
    boolean isDate = type == String.class || Temporal.class.isAssignableFrom(type);
    return switch (kind) {
      case NUMBER -> isNumber;
      case DATE -> isDate;
      case CATEGORY -> isNumber || isDate || TEXTS.contains(type) || type.isEnum();
    };
  }

  /** Whether a type says nothing about its values, which then are judged one by one. */
  static boolean isOpen(Class<?> type) {
    return type == Object.class || type.isInterface();
  }

  /** What fits, for messages. */
  static String expected(Kind kind) {
    return switch (kind) {
      case NUMBER -> "a number, as in training";
      case DATE -> "a date or its text, as in training";
      case CATEGORY -> "a text, a truth value, an enum or a date, as in training";
    };
  }
}
