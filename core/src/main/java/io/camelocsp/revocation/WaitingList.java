package io.camelocsp.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CRL that is kept but says nothing yet, because something it builds on is missing.
 *
 * @param slot names what it belongs to; see {@link ListDescription.Use}
 * @param list what it would say
 * @param forWhat what it waits for
 */
public record WaitingList(String slot, CrlEvidence list, String forWhat) {

  /** What it is, e.g. {@code delta crl acme#1043}. */
  public String description() {
    return list.describe();
  }

  /** When it ends; null if it names no end. */
  public @Nullable Instant nextUpdate() {
    return list.nextUpdate();
  }

  /** Where it came from. */
  public ListOrigin origin() {
    return list.origin();
  }
}
