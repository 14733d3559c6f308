package io.camelocsp.message;

import io.camelocsp.der.DerException;
import io.camelocsp.der.DerException.Defect;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerSlice;
import io.camelocsp.der.DerTag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes an OCSPRequest (RFC 6960 4.1.1) strictly: what it returns is well-formed, everything else
 * is {@link ResponseStatus#MALFORMED_REQUEST} (RFC 6960 2.3) with a reason for our log. Work and
 * memory are linear in the request's size, which the caller bounds.
 *
 * <p>Refused:
 *
 * <ul>
 *   <li>whatever {@link DerReader} refuses, octets after the request included;
 *   <li>a version: v1 is the default, which DER omits (X.690 11.5), and there is no other;
 *   <li>a requestorName that is no GeneralName, or whose inside is no DER;
 *   <li>no single request, or more than the limit;
 *   <li>a CertID whose hash is MD5 or unknown, has parameters other than NULL, or whose hashes are
 *       not as long as the algorithm's;
 *   <li>extensions: none in their SEQUENCE, more than {@link ExtensionsReader#MAX_EXTENSIONS}, one
 *       twice, a critical one that is not known in its place (RFC 6960 4.1.2);
 *   <li>a nonce of no or more than 128 octets (RFC 9654 2.1);
 *   <li>a signature that is not made of whole octets, or with more than {@link #MAX_CERTIFICATES}
 *       certificates.
 * </ul>
 *
 * <p>Taken on purpose: serial numbers of any length and sign (they are answered, never good); a
 * nonce without its inner OCTET STRING, as old clients send it; a requestorName without signature,
 * which counts as absent (RFC 9919 3.1.2); a signature without requestorName (whether that will do
 * is for who verifies it); a known extension marked critical, although RFC 6960 4.1.2 says it
 * should not be. The content of other extensions is not looked into.
 *
 * <p>Immutable and thread-safe.
 */
public final class RequestDecoder {
  /** Most certificates beside a request's signature. */
  public static final int MAX_CERTIFICATES = 16;

  private static final int REQUESTOR_NAME = DerTag.explicit(1);
  private static final int REQUEST_EXTENSIONS = DerTag.explicit(2);
  private static final int SIGNATURE = DerTag.explicit(0);

  private final RequestLimits limits;

  public RequestDecoder(RequestLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one request.
   *
   * @param der the request; shared by the result, so nobody may write to it afterwards
   * @throws OcspFailure with {@link ResponseStatus#MALFORMED_REQUEST} for all that is refused
   */
  public OcspRequest decode(byte[] der) {
    try {
      return decodeStrictly(der);
    } catch (DerException e) {
      throw malformed("not the DER of an OCSPRequest: " + e.getMessage());
    }
  }

  static OcspFailure malformed(String reason) {
    return new OcspFailure(ResponseStatus.MALFORMED_REQUEST, reason);
  }

  private OcspRequest decodeStrictly(byte[] der) throws DerException {
    DerReader outer = DerReader.of(der);
    DerReader request = outer.readSequence();
    outer.requireEnd();
    DerReader tbs = request.readSequence();
    boolean signed = request.nextIs(SIGNATURE);
    if (signed) {
      checkSignature(request.enter(SIGNATURE));
    }
    request.requireEnd();

    refuseVersion(tbs);
    if (tbs.nextIs(REQUESTOR_NAME)) {
      checkRequestorName(tbs.enter(REQUESTOR_NAME));
    }
    List<CertId> certIds = readRequestList(tbs.readSequence());
    byte[] nonce = null;
    if (tbs.nextIs(REQUEST_EXTENSIONS)) {
      nonce = readNonce(tbs.enter(REQUEST_EXTENSIONS));
    }
    tbs.requireEnd();
    return new OcspRequest(der, certIds, nonce, signed);
  }

  private static void refuseVersion(DerReader tbs) throws DerException {
    int start = tbs.position();
    int tag = DerTag.explicit(0);
    if (!tbs.nextIs(tag)) {
      return;
    }
    DerReader explicit = tbs.enter(tag);
    long version = explicit.readLong();
    explicit.requireEnd();
    if (version == 0) {
      throw new DerException(Defect.DEFAULT_ENCODED, start);
    }
    throw malformed("the version is not v1");
  }

  /** GeneralName (RFC 5280 4.2.1.6): nobody acts on it here, so its inside need only be DER. */
  private static void checkRequestorName(DerReader explicit) throws DerException {
    switch (explicit.peekTag()) {
      case 0xA0, 0x81, 0x82, 0xA3, 0xA5, 0x86, 0x87, 0x88 -> explicit.wellFormedElement();
      // directoryName: Name is a CHOICE, hence tagged explicitly, and its one choice a SEQUENCE.
      case 0xA4 -> {
        DerReader name = explicit.enter(0xA4);
        if (!name.nextIs(DerTag.SEQUENCE)) {
          throw malformed("the requestorName's directoryName is no Name");
        }
        name.wellFormedElement();
        name.requireEnd();
      }
      default -> throw malformed("the requestorName is no GeneralName");
    }
    explicit.requireEnd();
  }

  private static void checkSignature(DerReader explicit) throws DerException {
    DerReader signature = explicit.readSequence();
    explicit.requireEnd();
    DerReader algorithm = signature.readSequence();
    algorithm.readOid();
    if (algorithm.hasRemaining()) {
      algorithm.wellFormedElement();
    }
    algorithm.requireEnd();
    if (signature.readBitString().unusedBits() != 0) {
      throw malformed("the request's signature is not made of whole octets");
    }
    int certificates = DerTag.explicit(0);
    if (signature.nextIs(certificates)) {
      checkCertificates(signature.enter(certificates));
    }
    signature.requireEnd();
  }

  private static void checkCertificates(DerReader explicit) throws DerException {
    DerReader list = explicit.readSequence();
    explicit.requireEnd();
    for (int count = 0; list.hasRemaining(); count++) {
      if (count == MAX_CERTIFICATES) {
        throw malformed("more than " + MAX_CERTIFICATES + " certificates beside the signature");
      }
      if (!list.nextIs(DerTag.SEQUENCE)) {
        throw malformed("something beside the signature is no certificate");
      }
      list.wellFormedElement();
    }
  }

  private List<CertId> readRequestList(DerReader list) throws DerException {
    if (!list.hasRemaining()) {
      throw malformed("there is no single request");
    }
    List<CertId> certIds = new ArrayList<>(4);
    while (list.hasRemaining()) {
      if (certIds.size() == limits.maxSingleRequests()) {
        throw malformed("more than " + limits.maxSingleRequests() + " single requests");
      }
      DerReader single = list.readSequence();
      certIds.add(CertIdReader.read(single));
      int extensions = DerTag.explicit(0);
      if (single.nextIs(extensions)) {
        ExtensionsReader.read(single.enter(extensions), ExtensionsReader.Place.SINGLE_REQUEST);
      }
      single.requireEnd();
    }
    return certIds;
  }

  private static byte @Nullable [] readNonce(DerReader explicit) throws DerException {
    DerSlice value = ExtensionsReader.read(explicit, ExtensionsReader.Place.REQUEST);
    return value == null ? null : Nonce.check(value);
  }
}
