package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How several pieces of issuance evidence are judged together (spec 7.1). Stateless. */
final class IssuanceRules {
  private IssuanceRules() {}

  static IssuanceJudgement judge(List<IssuanceEvidence> kept, SerialNumber serial, Instant now) {
    List<IssuanceEvidence> evidence = counting(kept, now);
    for (IssuanceEvidence each : evidence) {
      if (each.lists(serial)) {
        return new IssuanceJudgement.Issued(each.describe());
      }
    }
    if (evidence.isEmpty()) {
      return new IssuanceJudgement.NoEvidence("no issuance list has arrived yet");
    }
    Instant thisUpdate = Instant.MAX;
    Instant nextUpdate = null;
    for (IssuanceEvidence each : evidence) {
      Optional<String> objection = each.objection(now);
      if (objection.isPresent()) {
        return new IssuanceJudgement.NoEvidence(objection.get());
      }
      thisUpdate = each.thisUpdate().isBefore(thisUpdate) ? each.thisUpdate() : thisUpdate;
      nextUpdate = earlier(nextUpdate, each.nextUpdate());
    }
    String all =
        evidence.stream().map(IssuanceEvidence::describe).collect(Collectors.joining(", "));
    return new IssuanceJudgement.NeverIssued(thisUpdate, nextUpdate, all);
  }

  /** Itself, but where a key is revoked: requests must not pay for what hardly ever happens. */
  private static List<IssuanceEvidence> counting(List<IssuanceEvidence> kept, Instant now) {
    for (IssuanceEvidence each : kept) {
      if (each.countingAt(now) != each) {
        return kept.stream().map(some -> some.countingAt(now)).toList();
      }
    }
    return kept;
  }

  /** The earlier of two ends, of which null is none. */
  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
