package io.camelocsp.revocation;

import io.camelocsp.revocation.Acceptance.Accepted;
import io.camelocsp.revocation.Acceptance.Unchanged;
import io.camelocsp.revocation.ListIdentity.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lists in: read, find the issuer, verify, compare with the current list, index, archive
 * durably, publish; in this order, so that what becomes visible is on the disk, and what is refused
 * or fails changes nothing.
 *
 * <p>Thread-safe: lists are taken in one at a time, requests never wait for it.
 */
public final class ListIntake {
  /** The key under which complete CRLs are published ({@link IssuerData#publish}). */
  public static final String COMPLETE_CRL = "crl";

  /** Lists up to this size are kept on the heap: a mapping each costs more than it saves. */
  private static final long HEAP_LIMIT_OCTETS = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ListIntake.class);

  private final ListAcceptance acceptance;
  private final Function<String, ListPolicy> policies;
  private final ListArchive archive;
  private final InstantSource clock;
  private final long heapLimit;

  /**
   * @param issuers whose lists are accepted, and where they are published
   * @param policyByIssuerName asked for each list
   * @param archive used by nobody else
   * @param clock judges the lists' times
   */
  public ListIntake(
      Collection<IssuerData> issuers,
      Function<String, ListPolicy> policyByIssuerName,
      ListArchive archive,
      InstantSource clock) {
    this(
        new ListAcceptance(issuers, policyByIssuerName),
        policyByIssuerName,
        archive,
        clock,
        HEAP_LIMIT_OCTETS);
  }

  ListIntake(
      ListAcceptance acceptance,
      Function<String, ListPolicy> policies,
      ListArchive archive,
      InstantSource clock,
      long heapLimit) {
    this.acceptance = acceptance;
    this.policies = policies;
    this.archive = archive;
    this.clock = clock;
    this.heapLimit = heapLimit;
  }

  /** Whether a list must be in force now, or may have ended while we were not running. */
  private enum Occasion {
    ARRIVAL,
    START
  }

  /**
   * A list that keeps to all rules, and whose it is; the evidence may be what is in use already.
   */
  private record Verified(IssuerData issuer, CrlEvidence evidence) {}

  /** As {@link #accept(Path, ListOrigin)}, of unknown origin. */
  public Acceptance accept(Path file) throws ListRefusedException, IOException {
    return accept(file, ListOrigin.UNKNOWN);
  }

  /**
   * Takes a list in. When this returns, the list is durable and every later request sees it.
   *
   * @param file a whole list in DER or PEM; it is read, never changed
   * @param origin who brings it and from where, for explanations
   * @throws ListRefusedException if the list must not be used; trying the same file again is of no
   *     use
   * @throws IOException if the file cannot be read or the archive not be written (disk full): the
   *     list may be good, so keep the file and try again
   */
  public synchronized Acceptance accept(Path file, ListOrigin origin)
      throws ListRefusedException, IOException {
    return take(file, origin, Occasion.ARRIVAL);
  }

  /**
   * Publishes the best archived list of each issuer, its signature verified again; to be called
   * once, at start. Lists that have ended are restored too: their times are judged when answering,
   * and nothing older may replace them. A damaged list gives way to the one before it. Lists that
   * somebody put into the archive by hand are taken in as if they had arrived.
   *
   * @throws IOException if the archive cannot be listed or cleaned
   */
  public synchronized Restoration restore() throws IOException {
    Restoration.Builder result = new Restoration.Builder();
    int leftovers = archive.removeLeftovers();
    if (leftovers > 0) {
      result.note(leftovers + " half-written files of an interrupted run were deleted");
    }
    Map<Path, List<Archived>> ours = new LinkedHashMap<>();
    List<Path> seeds = new ArrayList<>();
    for (Path file : archive.contents()) {
      if (!archive.isOurs(file)) {
        seeds.add(file);
        continue;
      }
      Archived archived = open(file, result);
      if (archived != null) {
        ours.computeIfAbsent(file.resolveSibling(""), home -> new ArrayList<>()).add(archived);
      }
    }
    for (List<Archived> ofOneIssuer : ours.values()) {
      restoreBest(ofOneIssuer, result);
    }
    for (Path seed : seeds) {
      takeSeed(seed, result);
    }
    return result.build();
  }

  /** An archived list, not verified yet; its identity is as good as its file's name. */
  private record Archived(Path file, ListOutline outline, ListIdentity identity) {}

  private @Nullable Archived open(Path file, Restoration.Builder result) {
    try {
      ListOutline outline = ListReader.outline(ListArchive.open(file, heapLimit));
      String name = file.getFileName().toString();
      return new Archived(
          file,
          outline,
          new ListIdentity(outline.extensions().number(), outline.thisUpdate(), name));
    } catch (ListRefusedException e) {
      result.skip(archive.label(file), e.whatIsWrong());
    } catch (IOException e) {
      result.skip(archive.label(file), e.toString());
    }
    return null;
  }

  private void restoreBest(List<Archived> lists, Restoration.Builder result) {
    boolean restored = false;
    while (!restored && !lists.isEmpty()) {
      Archived best = lists.get(0);
      for (Archived each : lists) {
        best = each.identity().comparedTo(best.identity()) == Relation.NEWER ? each : best;
      }
      lists.remove(best);
      restored = restore(best, result);
    }
  }

  private boolean restore(Archived archived, Restoration.Builder result) {
    Path file = archived.file();
    try {
      byte[] sha256 = ListArchive.sha256(file);
      if (!ListArchive.isNamedAfter(file, sha256)) {
        result.skip(archive.label(file), "its content is not what was archived");
        return false;
      }
      Verified verified =
          verify(
              archived.outline(),
              ListIdentity.of(archived.outline(), sha256),
              OriginFile.read(file),
              Occasion.START);
      publish(verified);
      result.restored(accepted(verified, file));
      return true;
    } catch (ListRefusedException e) {
      result.skip(archive.label(file), e.whatIsWrong());
    } catch (IOException e) {
      result.skip(archive.label(file), e.toString());
    }
    return false;
  }

  private void takeSeed(Path file, Restoration.Builder result) {
    try {
      if (take(file, ListOrigin.UNKNOWN, Occasion.START) instanceof Accepted accepted) {
        result.restored(accepted);
      }
    } catch (ListRefusedException e) {
      result.skip(archive.label(file), e.whatIsWrong());
    } catch (IOException e) {
      result.skip(archive.label(file), e.toString());
    }
  }

  private Acceptance take(Path file, ListOrigin origin, Occasion occasion)
      throws ListRefusedException, IOException {
    try (StagedList staged = archive.stage(file)) {
      ListOutline outline = ListReader.outline(ListArchive.open(staged.file(), heapLimit));
      ListIdentity identity = ListIdentity.of(outline, staged.sha256());
      Verified verified =
          verify(outline, identity, new OriginFile(origin, clock.instant()), occasion);
      IssuerData issuer = verified.issuer();
      CrlEvidence evidence = verified.evidence();
      if (evidence == current(issuer)) {
        return new Unchanged(issuer.issuer(), evidence.describe(), evidence.nextUpdate());
      }
      Path kept = archive.keep(staged, issuer.issuer().name(), identity);
      new OriginFile(origin, clock.instant()).write(kept);
      publish(verified);
      prune(kept);
      return accepted(verified, kept);
    }
  }

  /** Everything but keeping and publishing. */
  private Verified verify(
      ListOutline list, ListIdentity identity, OriginFile origin, Occasion occasion)
      throws ListRefusedException {
    try {
      IssuerData issuer = acceptance.signer(list);
      String name = issuer.issuer().name();
      ListPolicy policy = policies.apply(name);
      ListAcceptance.requireEnd(list, policy);
      if (occasion == Occasion.ARRIVAL) {
        ListAcceptance.requireInForce(list, policy, clock.instant());
      }
      CrlEvidence current = current(issuer);
      if (current != null
          && ListAcceptance.requireNotOlder(identity, current.identity()) == Relation.SAME) {
        return new Verified(issuer, current);
      }
      ListReader.Scan entries = ListReader.scan(list, policy.maxEntries());
      ListAcceptance.requireNoDefects(entries.defects());
      RevocationIndex index = RevocationIndex.of(list.der(), list.entries(), entries.count());
      Instant end = ListAcceptance.end(list, policy);
      CrlEvidence evidence =
          new CrlEvidence(
              name, identity, origin, new CrlEvidence.Validity(end, policy.clockSkew()), index);
      return new Verified(issuer, evidence);
    } catch (ListRefusedException e) {
      throw e.withEffect(effectOn(acceptance.named(list), e.effect()));
    }
  }

  private static @Nullable CrlEvidence current(IssuerData issuer) {
    return issuer.current(COMPLETE_CRL) instanceof CrlEvidence crl ? crl : null;
  }

  private static void publish(Verified verified) {
    verified.issuer().publish(COMPLETE_CRL, verified.evidence());
  }

  /** Best effort: what stays too long costs space and nothing else. */
  private void prune(Path kept) {
    try {
      archive.prune(kept);
    } catch (IOException e) {
      LOG.warn("old lists beside {} could not be deleted: {}", archive.label(kept), e.toString());
    }
  }

  private static Accepted accepted(Verified verified, Path archived) {
    CrlEvidence evidence = verified.evidence();
    return new Accepted(
        verified.issuer().issuer(),
        evidence.describe(),
        evidence.number(),
        evidence.thisUpdate(),
        evidence.nextUpdate(),
        evidence.size(),
        evidence.heapOctets().orElse(0),
        archived,
        ListKind.COMPLETE_CRL,
        0,
        List.of());
  }

  /** What a refusal means for the issuers the list may be meant for. */
  private String effectOn(List<IssuerData> issuers, String none) {
    Instant now = clock.instant();
    return issuers.isEmpty()
        ? none
        : issuers.stream().map(each -> effectOn(each, now)).collect(Collectors.joining("; "));
  }

  private String effectOn(IssuerData issuer, Instant now) {
    String name = issuer.issuer().name();
    for (Evidence each : issuer.snapshot().evidence()) {
      if (each.validAt(now)) {
        Instant end = each.nextUpdate();
        return "%s keeps answering from %s, valid %s"
            .formatted(name, each.describe(), end == null ? "without end" : "until " + end);
      }
    }
    String answer =
        switch (policies.apply(name).whenEvidenceExpires()) {
          case TRY_LATER -> "tryLater";
          case UNKNOWN -> "unknown";
        };
    return "%s has no valid list: its certificates get %s".formatted(name, answer);
  }
}
