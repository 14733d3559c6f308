package io.camelocsp.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keys that belong together: {@code ocsp.billing.*} when the component is a record, {@code
 * ocsp.issuer.NAME.*} when it is a map from names to records.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Section {
  /** The part of the key after {@code ocsp.}. */
  String name();

  /** What the section is for. */
  String meaning();

  /** The name of the entry that is there when none is configured; empty for none. */
  String defaultName() default "";

  /** Whether the component is null when no key of the section is written. */
  boolean optional() default false;
}
