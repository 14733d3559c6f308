package io.camelocsp.workflow;

import io.camelocsp.source.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells operators what has ended or is about to: lists and signers (spec 8.1, 6.6). It only looks;
 * what ended stops being used by the request steps themselves. Each finding is told when it begins
 * and again every hour while it lasts. Thread-safe.
 */
public final class ExpiryWatch {
  private static final Duration REPEAT = Duration.ofHours(1);

  /** How bad a finding is. */
  public enum Severity {
    /** Something will break at a known time. */
    WARNING,
    /** Clients are not getting definite answers now. */
    CRITICAL
  }

  /**
   * One thing an operator should know.
   *
   * @param severity how bad it is
   * @param subject what it is about; equal for the same finding at different times
   * @param text what is wrong, its effect, and what to do
   */
  public record Finding(Severity severity, String subject, String text) {}

  /**
   * How long ahead to warn.
   *
   * @param list before a list ends, but at most a quarter of its validity: an hourly list is not
   *     about to end all the time
   * @param signer before the last signer of an issuer ends, but at most a quarter of its validity
   */
  public record Ahead(Duration list, Duration signer) {}

  /**
   * What is looked at.
   *
   * @param installation its issuers and signers
   * @param ahead how long ahead to warn
   * @param sources how the sources of lists are doing
   */
  public record Watched(Installation installation, Ahead ahead, List<SourceReport> sources) {
    public Watched {
      sources = List.copyOf(sources);
    }

    /** The same without sources. */
    public Watched(Installation installation, Ahead ahead) {
      this(installation, ahead, List.of());
    }
  }

  private final Supplier<Watched> watched;
  private final Map<String, Instant> toldAt = new HashMap<>();

  /** A watch that has told nothing yet; {@code watched} is asked at each look. */
  public ExpiryWatch(Supplier<Watched> watched) {
    this.watched = watched;
  }

  /** Everything that holds at {@code now}. */
  public List<Finding> findings(Instant now) {
    Watched current = watched.get();
    Installation installation = current.installation();
    Ahead ahead = current.ahead();
    List<Finding> findings = new ArrayList<>();
    EvidenceView view = new EvidenceView();
    for (ServedIssuer issuer : installation.issuers()) {
      new EvidenceFindings(issuer, view, ahead.list()).addTo(findings, now);
      if (IssuanceFindings.concern(issuer, installation)) {
        new IssuanceFindings(issuer, view, ahead.list()).addTo(findings, now);
      }
      new SignerFindings(issuer, view, installation, ahead.signer()).addTo(findings, now);
    }
    new SourceFindings(current.sources(), ahead.list()).addTo(findings, now);
    return findings;
  }

  /** The findings an operator has not been told within the last hour. */
  public synchronized List<Finding> news(Instant now) {
    List<Finding> all = findings(now);
    toldAt.keySet().retainAll(Set.copyOf(all.stream().map(Finding::subject).toList()));
    List<Finding> news = new ArrayList<>();
    for (Finding finding : all) {
      Instant told = toldAt.get(finding.subject());
      if (told == null || !now.isBefore(told.plus(REPEAT))) {
        toldAt.put(finding.subject(), now);
        news.add(finding);
      }
    }
    return news;
  }

  /** {@code ahead}, but at most a quarter of the time between these two. */
  static Duration atMostAQuarter(Duration ahead, Instant begin, Instant end) {
    Duration quarter = Duration.between(begin, end).dividedBy(4);
    return ahead.compareTo(quarter) < 0 ? ahead : quarter;
  }

  /** The two largest units, as operators say it: {@code 2 d 3 h}. */
  static String words(Duration duration) {
    long days = duration.toDays();
    if (days > 0) {
      return days + " d " + duration.toHoursPart() + " h";
    }
    long hours = duration.toHours();
    if (hours > 0) {
      return hours + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
