package io.camelocsp.revocation;

import io.camelocsp.revocation.Acceptance.Accepted;
import io.camelocsp.revocation.Acceptance.Unchanged;
import io.camelocsp.revocation.Acceptance.Waiting;
import io.camelocsp.revocation.ListShelf.Occasion;
import io.camelocsp.revocation.ListShelf.Offer;
import io.camelocsp.revocation.ListShelf.Verified;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes lists in: read, find the issuer, verify, compare with the current list, index, archive
 * durably, publish; in this order, so that what becomes visible is on the disk, and what is refused
 * or fails changes nothing.
 *
 * <p>Thread-safe: lists are taken in one at a time, requests never wait for it.
 */
public final class ListIntake {
  /** Lists up to this size are kept on the heap: a mapping each costs more than it saves. */
  private static final long HEAP_LIMIT_OCTETS = 8 << 20;

  private final List<IssuerData> issuers;
  private final Function<String, ListPolicy> policies;
  private final ListArchive archive;
  private final InstantSource clock;
  private final long heapLimit;
  private final ListShelf shelf;
  private final IssuanceShelf issuance;
  private String issuanceOid = ListSegment.EXTENSION;
  private IntakeListener listener = (acceptance, origin) -> {};

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
    this(issuers, policyByIssuerName, archive, clock, HEAP_LIMIT_OCTETS);
  }

  ListIntake(
      Collection<IssuerData> issuers,
      Function<String, ListPolicy> policies,
      ListArchive archive,
      InstantSource clock,
      long heapLimit) {
    this.issuers = List.copyOf(issuers);
    this.policies = policies;
    this.archive = archive;
    this.clock = clock;
    this.heapLimit = heapLimit;
    ListAcceptance acceptance = new ListAcceptance(issuers, policies);
    this.issuance = new IssuanceShelf(acceptance, policies, archive, clock);
    this.shelf =
        new ListShelf(
            acceptance,
            policies,
            archive,
            clock,
            new SlotPublisher(new VanishedStore(archive.files(), heapLimit), policies));
    for (IssuerData each : this.issuers) {
      each.setParent(parentOf(each));
    }
    applyPolicies();
  }

  /**
   * Has each issuer's evidence judged by its policy as it is now; to be called when one changed.
   */
  public synchronized void applyPolicies() {
    for (IssuerData each : issuers) {
      each.judgeBy(policies.apply(each.issuer().name()));
    }
  }

  /**
   * Takes lists with another critical extension than {@link ListSegment#EXTENSION} for issuance
   * lists; to be called before the first list is taken in or restored.
   *
   * @param oid dotted
   */
  public synchronized void markIssuanceListsBy(String oid) {
    issuanceOid = oid;
  }

  /** Tells somebody of what is taken in from now on. */
  public synchronized void tell(IntakeListener told) {
    listener = told;
  }

  /** As {@link #accept(Path, ListOrigin)}, of unknown origin. */
  public Acceptance accept(Path file) throws ListRefusedException, IOException {
    return accept(file, ListOrigin.UNKNOWN);
  }

  /**
   * Takes a list in. When this returns, the list is durable and every later request sees it; or it
   * is durable and waits for what it builds on.
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
    return told(take(file, origin, Occasion.ARRIVAL), origin);
  }

  /**
   * Takes a list in at an operator's word, although it is older than the one in use; everything
   * else is checked. Newer lists of its key, scope and kind are put out of use for good, so that
   * none of them comes back at the next start.
   *
   * @throws ListRefusedException as {@link #accept(Path, ListOrigin)}, but not for its number
   * @throws IOException likewise
   */
  public synchronized Acceptance acceptOlder(Path file, ListOrigin origin)
      throws ListRefusedException, IOException {
    return told(take(file, origin, Occasion.OPERATOR), origin);
  }

  private Acceptance told(Acceptance acceptance, ListOrigin origin) {
    listener.taken(acceptance, origin);
    return acceptance;
  }

  /**
   * Accepts at an operator's word that entries are gone which vanished so suspiciously that they
   * are held (spec 6.4). Durable when this returns.
   *
   * @param issuerName the configured name
   * @return how many entries are not held any more
   * @throws IllegalArgumentException if no issuer has that name
   * @throws IOException if it cannot be written; what was not written is still held
   */
  public synchronized int acceptRemovals(String issuerName) throws IOException {
    for (IssuerData each : issuers) {
      if (each.issuer().name().equals(issuerName)) {
        return shelf.release(each) + issuance.acceptRemovals(each);
      }
    }
    throw new IllegalArgumentException("no issuer is configured as " + issuerName);
  }

  /**
   * Puts lists out of use for good that a CA has ceased to publish, at an operator's word: all
   * lists of one key and scope, or all issuance lists of one version. They are durably gone when
   * this returns; a crash meanwhile leaves all or none of them. What only they revoked is not
   * revoked any more. A list that comes again is taken in as the first of its kind.
   *
   * @param issuerName the configured name
   * @param slot as in {@link ListDescription.Use}; of a long one the beginning suffices
   * @throws IllegalArgumentException if there is no such issuer or slot, or if it is the last that
   *     is in force and {@code guard} forbids that
   * @throws IOException if that cannot be written; then nothing has changed
   */
  public synchronized Forgotten forget(String issuerName, String slot, Forgotten.Guard guard)
      throws IOException {
    for (IssuerData each : issuers) {
      if (each.issuer().name().equals(issuerName)) {
        return new Forgetting(shelf, issuance, archive, clock).forget(each, slot, guard);
      }
    }
    throw new IllegalArgumentException("no issuer is configured as " + issuerName);
  }

  /**
   * Publishes the best archived lists of each issuer, their signatures verified again, with deltas
   * and what vanished before; to be called once, at start. Lists that have ended are restored too:
   * their times are judged when answering, and nothing older may replace them. A damaged list gives
   * way to the one before it. Lists that somebody put into the archive by hand are taken in as if
   * they had arrived.
   *
   * @throws IOException if the archive cannot be listed or cleaned
   */
  public synchronized Restoration restore() throws IOException {
    Restoration.Builder result = new Restoration.Builder();
    int forgotten = Withdrawal.finishAll(archive);
    if (forgotten > 0) {
      result.note(forgotten + " files of lists that an operator had dropped were put out of use");
    }
    ArchiveReader reader =
        new ArchiveReader(archive, shelf, heapLimit, result).markingIssuanceListsBy(issuanceOid);
    List<Path> seeds = reader.restore();
    reader.restoreIssuanceLists(issuance);
    for (Path seed : seeds) {
      try {
        Acceptance taken = take(seed, ListOrigin.UNKNOWN, Occasion.START);
        if (taken instanceof Accepted accepted) {
          result.restored(accepted);
        }
      } catch (ListRefusedException e) {
        result.skip(archive.label(seed), e.whatIsWrong());
      } catch (IOException e) {
        result.skip(archive.label(seed), e.toString());
      }
    }
    return result.build();
  }

  private Acceptance take(Path file, ListOrigin origin, Occasion occasion)
      throws ListRefusedException, IOException {
    try (StagedList staged = archive.stage(file)) {
      ListOutline outline =
          ListReader.outline(ListArchive.open(staged.file(), heapLimit), issuanceOid);
      OriginFile from = new OriginFile(origin, clock.instant());
      if (outline.extensions().isIssuanceList()) {
        return issuance.take(
            new Offer(outline, ListIdentity.of(outline, staged.sha256()), from, occasion, null),
            place -> {
              archive.keep(staged, place);
              from.write(place);
            });
      }
      Verified verified =
          shelf.verify(
              new Offer(outline, ListIdentity.of(outline, staged.sha256()), from, occasion, null));
      if (verified.same()) {
        return unchanged(verified);
      }
      SlotPublisher.Prepared prepared = shelf.prepare(verified);
      archive.keep(staged, verified.list().file());
      from.write(verified.list().file());
      shelf.publish(verified, prepared);
      if (occasion == Occasion.OPERATOR) {
        shelf.withdrawOthers(verified);
      }
      shelf.tidy(verified.slot());
      return outcome(verified);
    }
  }

  private static Acceptance unchanged(Verified verified) {
    if (verified.slot().state.isWaiting(verified.list())) {
      return waiting(verified);
    }
    ListFacts facts = verified.list().facts();
    return new Unchanged(
        verified.issuer().issuer(),
        verified.describe(),
        facts.validity().end(),
        facts.kind(),
        facts.notes().freshest());
  }

  private static Waiting waiting(Verified verified) {
    ListFacts facts = verified.list().facts();
    return new Waiting(
        verified.issuer().issuer(),
        verified.describe(),
        facts.validity().end(),
        ListShelf.forWhat(facts));
  }

  /** What became of a list that was published. */
  static Acceptance outcome(Verified verified) {
    HeldList list = verified.list();
    ListSlot slot = verified.slot();
    if (slot.state.isWaiting(list)) {
      return waiting(verified);
    }
    ListFacts facts = list.facts();
    int entries = 0;
    long heapOctets = 0;
    int held = 0;
    for (var each : list.byIssuer().entrySet()) {
      entries += each.getValue().size();
      heapOctets += each.getValue().heapOctets().orElse(0);
      CrlSlot view = each.getKey().slot(slot.key);
      held += view == null ? 0 : view.vanished().heldCount();
    }
    return new Accepted(
        verified.issuer().issuer(),
        verified.describe(),
        facts.identity().number(),
        facts.identity().thisUpdate(),
        facts.validity().end(),
        entries,
        heapOctets,
        list.file(),
        facts.kind(),
        held,
        facts.notes().freshest());
  }

  /** Whose list would revoke the issuer's own certificate, if that is served here. */
  private @Nullable IssuerData parentOf(IssuerData child) {
    X509Certificate certificate = child.issuer().certificate();
    if (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
      return null;
    }
    for (IssuerData each : issuers) {
      if (Issuance.issued(each.issuer().certificate(), certificate)) {
        return each;
      }
    }
    return null;
  }
}
