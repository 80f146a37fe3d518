package org.neurite.api.component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component that is no setting but a service of the application: a connection pool,
 * a clock. It is never written to a file; when the component is read from one, its provider gives
 * it ({@link ComponentProvider#service}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Service {}
