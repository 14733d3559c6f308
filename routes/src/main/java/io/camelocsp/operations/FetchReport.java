package io.camelocsp.operations;

import io.camelocsp.source.SourceReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking sources for their lists at once. Immutable.
 *
 * @param asked when they were asked
 * @param sources one for each that was asked, in configured order; at least one
 */
public record FetchReport(Instant asked, List<Fetched> sources) {

  /** What came of it. */
  public enum Outcome {
    /** A list that was not known. */
    NEW_LIST("a new list came"),
    /** The source answered, and has nothing new. */
    NOTHING_NEW("nothing new"),
    /** The source answered, but not all that it has can be used. */
    IN_PART("not all of it can be used"),
    /** Nothing that can be used. */
    FAILED("failed"),
    /** No try ended while the command waited. */
    UNFINISHED("not over yet");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** For operators. */
    public String words() {
      return words;
    }

    /** How bad it is. */
    public Level level() {
      return switch (this) {
        case NEW_LIST, NOTHING_NEW -> Level.OK;
        case IN_PART -> Level.WARNING;
        case FAILED, UNFINISHED -> Level.CRITICAL;
      };
    }
  }

  /**
   * A source that was asked.
   *
   * @param source how it was doing when its try was over; if that is not yet so, then now
   */
  public record Fetched(Outcome outcome, SourceReport source) {

    /** What came of a try that is over. */
    static Fetched ended(SourceReport source, Instant asked) {
      Outcome outcome;
      if (source.failure() != null) {
        outcome = since(source.lastSuccess(), asked) ? Outcome.IN_PART : Outcome.FAILED;
      } else {
        outcome = since(source.lastNewList(), asked) ? Outcome.NEW_LIST : Outcome.NOTHING_NEW;
      }
      return new Fetched(outcome, source);
    }

    private static boolean since(@Nullable Instant at, Instant asked) {
      return at != null && !at.isBefore(asked);
    }
  }

  public FetchReport {
    sources = List.copyOf(sources);
  }

  /** OK if all went well, CRITICAL if none gave anything, else WARNING. */
  public Level level() {
    List<Level> levels = sources.stream().map(each -> each.outcome().level()).distinct().toList();
    return levels.size() == 1 ? levels.get(0) : Level.WARNING;
  }
}
