package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issuance lists that are kept but say nothing, neither what was issued nor what was not: deltas
 * whose base is missing, or lists whose key is revoked. Immutable, thread-safe.
 *
 * @param issuer the configured name
 * @param kept at least one
 * @param why a clause
 */
record SilentIssuance(String issuer, List<IssuanceList> kept, String why)
    implements IssuanceEvidence {
  SilentIssuance {
    kept = List.copyOf(kept);
  }

  private IssuanceList last() {
    return kept.get(kept.size() - 1);
  }

  @Override
  public String describe() {
    return last().describe(issuer);
  }

  @Override
  public Instant thisUpdate() {
    return last().thisUpdate();
  }

  /** Null: what says nothing does not end either. */
  @Override
  public @Nullable Instant nextUpdate() {
    return null;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public boolean lists(SerialNumber serial) {
    return false;
  }

  @Override
  public Optional<String> objection(Instant now) {
    return Optional.of(why);
  }

  @Override
  public List<ListDescription> lists(Instant now) {
    return kept.stream()
        .map(each -> ListDescription.of(issuer, each, Optional.of(why), now))
        .toList();
  }

  @Override
  public List<Statement> statements(SerialNumber serial, Instant now) {
    return kept.stream()
        .map(
            each ->
                Explaining.ofIssuance(
                    ListDescription.of(issuer, each, Optional.of(why), now), each.says(serial)))
        .toList();
  }
}
