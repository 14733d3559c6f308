package io.camelocsp.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.List;

/**
 * A key that exists.
 *
 * @param prefix what stands before the name or the last part: {@code ocsp.issuer.}
 * @param named whether a name of an entry stands between
 * @param key what is said about it
 * @param component where its value is kept
 */
record KeySpec(String prefix, boolean named, Key key, RecordComponent component) {

  /** The whole key in the entry of this name; without names the name does not matter. */
  String in(String name) {
    return prefix + (named ? name + "." : "") + key.name();
  }

  /** The whole key as documentation writes it: {@code ocsp.issuer.NAME.certificate}. */
  String pattern() {
    return in("NAME");
  }

  /** Whether its value is a list of files. */
  boolean isFileList() {
    return type() == List.class && key.file() == FileCheck.FILE;
  }

  /** Whether its value is an https URL; other URLs are http. */
  boolean isHttps() {
    return type() == URI.class && key.example().startsWith("https:");
  }

  /** The type of its value. */
  Class<?> type() {
    return component.getType();
  }

  /** Whether its value must never be shown. */
  boolean isSecret() {
    return type() == Secret.class;
  }
}
