package io.camelocsp.routes;

import io.camelocsp.config.ListsSettings;
import java.util.ArrayList;
import java.util.List;

/** The endpoints that lists come from, and the beans that they name. */
final class ListsEndpoints {
  /** Name of the bean that knows when a file is whole. */
  static final String WHOLE_FILE = "ocspWholeFile";

  private static final long TICK_MILLIS = 1_000;

  private ListsEndpoints() {}

  /** The bean that watches over the polls of a directory. */
  static String polls(String name) {
    return "ocspDropPolls-" + name;
  }

  /** The endpoint that a list source's route starts from. */
  static String uri(String name, ListsSettings settings) {
    if (settings.isPushed()) {
      return PushRoute.from(name);
    }
    long periodMillis = settings.pollInterval().toMillis();
    if (settings.isReadInPlace()) {
      return Ticks.SCHEME + ":" + name + "?initialDelay=0&delay=" + periodMillis;
    }
    if (settings.isFetched()) {
      // It only looks whether it is time; FetchSchedule says when.
      long tickMillis = Math.min(periodMillis, TICK_MILLIS);
      return Ticks.SCHEME + ":" + name + "?initialDelay=0&delay=" + tickMillis;
    }
    List<String> options = new ArrayList<>();
    options.add("antInclude=RAW(" + String.join(",", settings.include()) + ")");
    options.add("antFilterCaseSensitive=false");
    options.add("autoCreate=false&directoryMustExist=true");
    options.add("sortBy=file:modified");
    options.add("noop=true&idempotent=false");
    options.add("exclusiveReadLockStrategy=#" + WHOLE_FILE);
    options.add("pollStrategy=#" + polls(name) + "&exceptionHandler=#" + polls(name));
    options.add("initialDelay=0&delay=" + periodMillis);
    return WatchedDirectories.SCHEME + ":" + name + "?" + String.join("&", options);
  }
}
