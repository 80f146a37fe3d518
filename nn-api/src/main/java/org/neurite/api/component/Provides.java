package org.neurite.api.component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says on a provider what it provides. Read without creating the provider, so that a thousand
 * plugins on the class path cost no more than their names.
 *
 * <pre>{@code
 * @Provides(name = "acme:scale-shift", type = ScaleShift.class)
 * public final class ScaleShiftProvider implements LayerProvider {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Provides {
  /**
   * The name in model files and on the command line.
   *
   * @return {@code vendor:name} of lower-case letters, digits and dashes; bare names are Neurite's
   *     own
   */
  String name();

  /**
   * The record.
   *
   * @return a record class of the provider's kind
   */
  Class<? extends Component> type();

  /**
   * Names that the component had before; files that use them are still read.
   *
   * @return {@code vendor:name} each
   */
  String[] aliases() default {};

  /**
   * The version of this API that the provider was written for.
   *
   * @return the version; state {@link ComponentProvider#API_VERSION} to need at least the one that
   *     you compile against
   */
  int apiVersion() default 1;
}
