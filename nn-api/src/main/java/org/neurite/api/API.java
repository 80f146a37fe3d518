package org.neurite.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how far one may rely on a type; {@code docs/compatibility.md} explains. What is nested in a
 * type has its status.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@API(API.Status.STABLE)
public @interface API {
  /** How far one may rely on something. */
  enum Status {
    /**
     * Plugins that compile and run with one release do so with every later one of the same major.
     */
    STABLE,
    /** May change in any release, with a line in the change log. */
    EXPERIMENTAL
  }

  /**
   * The status.
   *
   * @return how far one may rely on the type
   */
  Status value();
}
