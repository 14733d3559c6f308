package io.camelocsp.message;

import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerSlice;
import io.camelocsp.der.Oid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the Extensions (RFC 5280 4.1) of a request or a single request. */
final class ExtensionsReader {
  /**
   * Most extensions in one place. RFC 6960 and RFC 9654 define three for a request and one for a
   * single request; the ceiling keeps the search for duplicates short.
   */
  static final int MAX_EXTENSIONS = 32;

  /**
   * Where extensions stand, and which are known there (RFC 6960 4.4): only those may be critical.
   * Known is what we act on, or what asks for nothing that we do not do anyway: basic responses are
   * among the acceptable ones by 4.4.3, and a service locator only permits routing. Extensions that
   * are defined for responses (archive cutoff, CRL references, extended revoked) mean nothing in a
   * request and are not known there.
   */
  enum Place {
    REQUEST(
        "requestExtensions",
        List.of(
            Nonce.OID,
            Oid.of("1.3.6.1.5.5.7.48.1.4"), // acceptable responses
            Oid.of("1.3.6.1.5.5.7.48.1.8"))), // preferred signature algorithms
    SINGLE_REQUEST(
        "singleRequestExtensions", List.of(Oid.of("1.3.6.1.5.5.7.48.1.7"))); // service locator

    private final String field;
    private final List<Oid> known;

    Place(String field, List<Oid> known) {
      this.field = field;
      this.known = known;
    }
  }

  private ExtensionsReader() {}

  /**
   * Checks all of them.
   *
   * @param explicit the content of the explicit tag around Extensions
   * @return the extnValue of the nonce, if one is there
   * @throws OcspFailure if there are none or too many, one stands there twice, or one that is not
   *     known there is critical
   */
  static @Nullable DerSlice read(DerReader explicit, Place place) throws DerException {
    DerReader extensions = explicit.readSequence();
    explicit.requireEnd();
    if (!extensions.hasRemaining()) {
      throw RequestDecoder.malformed(place.field + " is empty");
    }
    Oid[] seen = new Oid[MAX_EXTENSIONS];
    DerSlice nonce = null;
    for (int count = 0; extensions.hasRemaining(); count++) {
      DerReader extension = extensions.readSequence();
      Oid oid = extension.readOid();
      boolean critical = extension.readFlag();
      DerSlice value = extension.readOctetString();
      extension.requireEnd();
      if (count == MAX_EXTENSIONS) {
        throw RequestDecoder.malformed(place.field + " has more than " + MAX_EXTENSIONS);
      }
      for (int i = 0; i < count; i++) {
        if (oid.equals(seen[i])) {
          throw RequestDecoder.malformed(place.field + " has " + oid + " twice");
        }
      }
      if (critical && !place.known.contains(oid)) {
        throw RequestDecoder.malformed(place.field + " has the unknown critical extension " + oid);
      }
      seen[count] = oid;
      nonce = oid.equals(Nonce.OID) ? value : nonce;
    }
    return nonce;
  }
}
