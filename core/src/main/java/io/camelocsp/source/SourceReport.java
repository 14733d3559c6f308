package io.camelocsp.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source of lists is doing. Immutable.
 *
 * @param name its configured name
 * @param kind how lists come from it
 * @param from where they come from, as configured
 * @param lastTry when it was looked at last, or something came; null if not yet
 * @param lastSuccess when that last went well, whether or not there was something new
 * @param lastNewList when it last brought a list that was not known
 * @param nextTry when it is looked at next; null if that is not planned: publishers come by
 *     themselves, directories are looked at all the time
 * @param end nextUpdate of what it brought last, the earliest of several; null if unknown
 * @param failure what is wrong with it; null if nothing is
 */
public record SourceReport(
    String name,
    SourceKind kind,
    String from,
    @Nullable Instant lastTry,
    @Nullable Instant lastSuccess,
    @Nullable Instant lastNewList,
    @Nullable Instant nextTry,
    @Nullable Instant end,
    @Nullable Failure failure) {

  /**
   * What is wrong.
   *
   * @param text for operators; no full stop
   * @param since when it began to fail, with whatever text
   * @param count how many tries failed one after the other
   */
  public record Failure(String text, Instant since, int count) {}

  SourceReport tried(Instant at) {
    return new SourceReport(name, kind, from, at, lastSuccess, lastNewList, nextTry, end, failure);
  }

  SourceReport succeeded(Instant at, @Nullable Instant listEnd) {
    return new SourceReport(
        name, kind, from, at, at, lastNewList, nextTry, listEnd == null ? end : listEnd, failure);
  }

  SourceReport works() {
    return new SourceReport(
        name, kind, from, lastTry, lastSuccess, lastNewList, nextTry, end, null);
  }

  SourceReport brought(Instant at) {
    return new SourceReport(name, kind, from, at, lastSuccess, at, nextTry, end, failure);
  }

  SourceReport next(@Nullable Instant at) {
    return new SourceReport(name, kind, from, lastTry, lastSuccess, lastNewList, at, end, failure);
  }

  SourceReport failed(Instant at, String text) {
    Failure now =
        failure == null
            ? new Failure(text, at, 1)
            : new Failure(text, failure.since(), failure.count() + 1);
    return new SourceReport(name, kind, from, at, lastSuccess, lastNewList, nextTry, end, now);
  }
}
