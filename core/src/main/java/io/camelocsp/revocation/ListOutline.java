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
   * cRLNumber and, in a delta, BaseCRLNumber.
   *
   * @param own null if absent
   * @param base null if the list is no delta
   */
  record Numbers(@Nullable BigInteger own, @Nullable BigInteger base) {}

  /**
   * crlExtensions (RFC 5280 5.2).
   *
   * @param all in the list's order
   * @param keyIdentifier keyIdentifier of authorityKeyIdentifier; null if absent
   * @param numbers what orders lists
   * @param scope which certificates and reasons the list speaks of
   * @param notes what does not bear on what it says
   */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  record Extensions(
      List<ListExtension> all,
      byte @Nullable [] keyIdentifier,
      Numbers numbers,
      ListScope scope,
      Notes notes) {
    static final Extensions NONE =
        new Extensions(
            List.of(),
            null,
            new Numbers(null, null),
            ListScope.WHOLE,
            new Notes(List.of(), null, null));

    /**
     * @param freshest URIs of freshestCRL
     * @param expiredCertsSince entries are kept when their certificates expire, since then
     *     (ExpiredCertsOnCRL); null if the list does not say
     * @param segment which segment of an issuance list it is; null if it is a CRL
     */
    record Notes(
        List<String> freshest,
        @Nullable Instant expiredCertsSince,
        @Nullable ListSegment segment) {}

    /** Whether its entries are issued, not revoked. */
    boolean isIssuanceList() {
      return notes.segment() != null;
    }

    @Nullable BigInteger number() {
      return numbers.own();
    }

    boolean isDelta() {
      return numbers.base() != null;
    }

    ListKind kind() {
      if (isIssuanceList()) {
        return isDelta() ? ListKind.ISSUANCE_DELTA : ListKind.ISSUANCE_LIST;
      }
      return isDelta()
          ? ListKind.DELTA_CRL
          : scope.indirect()
              ? ListKind.INDIRECT_CRL
              : scope.isPartial() ? ListKind.PARTITIONED_CRL : ListKind.COMPLETE_CRL;
    }
  }

  /** signatureAlgorithm and signatureValue. */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  record SignatureValue(byte[] algorithm, byte[] octets) {}

  /** What the signature is over. */
  ByteBuffer signedOctets() {
    return der.view(tbs.start, tbs.end);
  }
}
