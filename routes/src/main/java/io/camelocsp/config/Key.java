package io.camelocsp.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One key of the configuration, said where its value is kept. The binder, the advice in error
 * messages and {@code docs/configuration.md} all come from here, so that they cannot differ.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Key {
  /** The last part of the key, kebab-case. */
  String name();

  /** What it means, in a sentence or two. */
  String meaning();

  /** A value as one would write it. */
  String example();

  /** What counts when the key is left out, as one would write it; empty when that is nothing. */
  String defaultValue() default "";

  /** What leaving the key out means when no single value says it. */
  String otherwise() default "";

  /** Whether each entry must have it. */
  boolean required() default false;

  /** What a plain number counts. */
  String unit() default "";

  /** The least value, as one would write it. */
  String min() default "";

  /** The greatest value, as one would write it. */
  String max() default "";

  /** The section whose names are the allowed values. */
  String refersTo() default "";

  /** What must lie at a path. */
  FileCheck file() default FileCheck.NONE;

  /** Whether the text of the value must stay out of messages if a placeholder brought it. */
  boolean confidential() default false;

  /** When a change counts. */
  Effect effect() default Effect.RESTART;

  /** When other content of a file counts, under the same path. */
  Effect content() default Effect.LIVE;
}
