package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.revocation.IssuerData.Snapshot;
import io.camelocsp.revocation.ListDescription.Purpose;
import io.camelocsp.revocation.ListDescription.Standing;
import io.camelocsp.revocation.ListDescription.Use;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Describes every list of a snapshot, for listings. */
final class Describing {
  private static final int DIGITS_OF_KEY = 8;

  private final Snapshot snapshot;
  private final String ownKey;
  private final String ownName;
  private final Instant now;

  private Describing(Snapshot snapshot, Issuer issuer, Instant now) {
    this.snapshot = snapshot;
    this.ownKey = SlotKey.keyId(issuer.certificate().getPublicKey());
    this.ownName = issuer.certificate().getSubjectX500Principal().getName(X500Principal.CANONICAL);
    this.now = now;
  }

  static List<ListDescription> of(Snapshot snapshot, Issuer issuer, Instant now) {
    return new Describing(snapshot, issuer, now).all();
  }

  private List<ListDescription> all() {
    List<ListDescription> all = new ArrayList<>();
    for (Evidence each : snapshot.plain()) {
      all.add(
          ListDescription.of(
              each, "what it names", new Use(Purpose.REVOKED, standing(each), "", "")));
    }
    for (CrlSlot slot : snapshot.slots()) {
      String id = slot.key().id();
      boolean revoked = slot.isKeyRevoked(now);
      all.add(inUse(slot.base(), slot.key(), id, revoked));
      if (slot.delta() != null) {
        all.add(inUse(slot.delta(), slot.key(), id, revoked));
      }
    }
    for (WaitingList each : snapshot.waiting()) {
      all.add(
          ListDescription.of(
              each.list(),
              scope(each.list(), List.of()),
              new Use(Purpose.REVOKED, Standing.WAITING, each.slot(), each.forWhat())));
    }
    snapshot.issuance().forEach(each -> all.addAll(each.lists(now)));
    return all;
  }

  private ListDescription inUse(CrlEvidence list, SlotKey key, String id, boolean keyRevoked) {
    return ListDescription.of(
        list,
        scope(list, by(key)),
        new Use(Purpose.REVOKED, keyRevoked ? Standing.KEY_REVOKED : standing(list), id, ""));
  }

  /** Who signs it, if that is not the issuer with the key of its certificate. */
  private List<String> by(SlotKey key) {
    if (!key.issuer().equals(ownName)) {
      return List.of("issued by " + key.issuer());
    }
    return key.keyId().equals(ownKey)
        ? List.of()
        : List.of("key " + key.keyId().substring(0, DIGITS_OF_KEY));
  }

  private static String scope(CrlEvidence list, List<String> by) {
    List<String> clauses = new ArrayList<>(list.facts().scope().clauses());
    clauses.addAll(by);
    if (list.facts().base() != null) {
      clauses.add("changes since " + list.facts().base());
    }
    return clauses.isEmpty() ? "all certificates" : String.join(", ", clauses);
  }

  private Standing standing(Evidence each) {
    if (each.validAt(now)) {
      return Standing.VALID;
    }
    Instant end = each.nextUpdate();
    return end != null && !now.isBefore(end) ? Standing.ENDED : Standing.NOT_YET;
  }
}
