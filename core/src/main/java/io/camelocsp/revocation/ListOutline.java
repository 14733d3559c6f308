package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Everything a list says but its entries, of which only the place is known. Reading it costs the
 * same for any number of entries.
 *
 * @param der the whole list
 * @param tbs where the signed octets are
 * @param entries where the entries are; empty if there are none
 * @param version 1 or 2; else what a defect refuses
 * @param issuer who issued it
 * @param thisUpdate when
 * @param nextUpdate when the next one comes at the latest; null if the list does not say
 * @param extensions what {@code crlExtensions} say
 * @param signature how it is signed
 * @param defects for what it is refused, as far as seen without the entries
 */
record ListOutline(
    DerBuffer der,
    Span tbs,
    Span entries,
    int version,
    Name issuer,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    Extensions extensions,
    SignatureValue signature,
    List<ListDefect> defects) {

  /** Octets from {@code start} to before {@code end}. */
  record Span(int start, int end) {}

  /** A name, with its encoding as it stands in the list. */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  record Name(byte[] der, X500Principal principal) {}

  /**
   * crlExtensions (RFC 5280 5.2).
   *
   * @param all in the list's order
   * @param number cRLNumber; null if absent
   * @param keyIdentifier keyIdentifier of authorityKeyIdentifier; null if absent
   * @param kind what the extensions make of the list
   */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  record Extensions(
      List<ListExtension> all,
      @Nullable BigInteger number,
      byte @Nullable [] keyIdentifier,
      ListKind kind) {
    static final Extensions NONE = new Extensions(List.of(), null, null, ListKind.COMPLETE_CRL);
  }

  /** signatureAlgorithm and signatureValue. */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  record SignatureValue(byte[] algorithm, byte[] octets) {}

  /** What the signature is over. */
  ByteBuffer signedOctets() {
    return der.view(tbs.start, tbs.end);
  }
}
