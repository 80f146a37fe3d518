package org.neurite.api.component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a setting: what it means, its range and the value it has when it is not given. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /**
   * One line of documentation.
   *
   * @return the text, without a full stop
   */
  String doc();

  /**
   * Value taken when none is given: JSON text ({@code 0.9}, {@code true}, {@code relu}). Names of
   * enums and of components without settings need no quotes.
   *
   * @return the text; empty if the setting must be given. An {@code Optional} is then empty, and so
   *     is a {@code List}, for which {@code []} says that this is meant
   */
  String defaultValue() default "";

  /**
   * Smallest number allowed. {@link Float#MIN_NORMAL} stands for above zero: a smaller number would
   * be zero where it is computed with.
   *
   * @return the bound, inclusive
   */
  double min() default Double.NEGATIVE_INFINITY;

  /**
   * Largest number allowed.
   *
   * @return the bound, inclusive
   */
  double max() default Double.POSITIVE_INFINITY;

  /**
   * Names that the setting had before; files that use them are still read.
   *
   * @return the names
   */
  String[] aliases() default {};
}
