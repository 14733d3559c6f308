package io.camelocsp.operations;

import io.camelocsp.revocation.ListDescription;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.IssuerOutlook.Answering;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What answers, what breaks, when, and what to do (spec 12). Immutable.
 *
 * @param at the moment it is of
 * @param urls that answer
 * @param issuers in configured order
 * @param issuanceLists what says which certificates were issued, by the issuer's configured name;
 *     issuers without any are left out
 * @param problems the worst first, of those the clock's
 */
public record StatusReport(
    Instant at,
    List<URI> urls,
    List<IssuerOutlook> issuers,
    Map<String, List<ListDescription>> issuanceLists,
    List<Problem> problems) {

  /**
   * Something that deserves an operator's look.
   *
   * @param level how bad it is
   * @param subject what it is about; equal for the same problem at different times
   * @param text what is wrong, its effect, what to do
   * @param next what to type next
   */
  public record Problem(Level level, String subject, String text, NextStep next) {}

  /** What to type next; said in the words of each runtime. */
  public sealed interface NextStep {}

  /** To look at the lists and their sources. */
  public record LookAtLists() implements NextStep {}

  /** To confirm the removals that are held, if the CA meant them. */
  public record AcceptRemovals(String issuer) implements NextStep {}

  /** To read a file. */
  public record Read(Path file) implements NextStep {}

  /** To see whether the disk of a directory is full. */
  public record LookAtDisk(Path directory) implements NextStep {}

  /** To do what the text says, then look at the status again. */
  public record LookAgain() implements NextStep {}

  public StatusReport {
    urls = List.copyOf(urls);
    issuers = List.copyOf(issuers);
    issuanceLists = Collections.unmodifiableMap(new LinkedHashMap<>(issuanceLists));
    problems =
        problems.stream()
            .sorted(
                Comparator.comparing(Problem::level, Comparator.reverseOrder())
                    // A wrong clock is the reason of others: lists and signers end by it.
                    .thenComparing(problem -> !problem.subject().startsWith("clock:")))
            .toList();
  }

  /** The worst of all problems. */
  public Level level() {
    Level worst = notAnswering().isEmpty() ? Level.OK : Level.CRITICAL;
    for (Problem problem : problems) {
      worst = worst.or(problem.level());
    }
    return worst;
  }

  /** The worst of the problems of one issuer. */
  public Level level(IssuerOutlook issuer) {
    Level worst = issuer.answering() == Answering.DEFINITE ? Level.OK : Level.CRITICAL;
    for (Problem problem : problems) {
      if (problem.subject().startsWith(issuer.issuer() + ":")) {
        worst = worst.or(problem.level());
      }
    }
    return worst;
  }

  /** The issuers whose certificates are not answered good or revoked. */
  public List<IssuerOutlook> notAnswering() {
    return issuers.stream().filter(each -> each.answering() != Answering.DEFINITE).toList();
  }

  /** Of those that answer, the one that stops first if nothing comes in. */
  public Optional<IssuerOutlook> firstToBreak() {
    return issuers.stream()
        .filter(each -> each.breaksAt() != null)
        .min(Comparator.comparing(each -> Objects.requireNonNull(each.breaksAt())));
  }
}
