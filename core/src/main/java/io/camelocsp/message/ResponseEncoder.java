package io.camelocsp.message;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.der.Oid;
import java.util.List;

/**
 * Encodes OCSPResponse (RFC 6960 4.2.1) as DER. Sizes are added up first, then everything is
 * written once into one array: the cost is linear in the size, with hundreds of single responses
 * too. Stateless and thread-safe.
 *
 * <p>What is encoded how: version v1 is the default and absent; times are GeneralizedTime in whole
 * seconds, UTC (RFC 6960 4.2.2.1), what is below a second is cut off; the reason {@code
 * unspecified} is absent (RFC 5280 5.3.1); {@code certs} is absent rather than empty; the nonce is
 * echoed as it came, never critical; the extension extended-revoke is there if and only if a single
 * response says {@link CertStatus.NeverIssued} (RFC 6960 2.2 demands it then).
 */
public final class ResponseEncoder {
  private static final byte[] BASIC = Oid.of("1.3.6.1.5.5.7.48.1.1").toDer();
  private static final byte[] NONCE = Nonce.OID.toDer();
  private static final byte[] NOTHING = {};
  private static final int ENUMERATED_SIZE = 3;

  /** id-pkix-ocsp-extended-revoke, not critical, whose value is NULL (RFC 6960 4.4.8). */
  private static final byte[] EXTENDED_REVOKE =
      extension(Oid.of("1.3.6.1.5.5.7.48.1.9").toDer(), new byte[] {0x05, 0x00});

  /** By status code; the code 4 is not used. */
  private static final byte[][] ERRORS = new byte[7][];

  static {
    for (ResponseStatus status : ResponseStatus.values()) {
      if (status != ResponseStatus.SUCCESSFUL) {
        ERRORS[status.code()] =
            new DerWriter(DerWriter.sizeOf(ENUMERATED_SIZE))
                .header(DerTag.SEQUENCE, ENUMERATED_SIZE)
                .enumerated(status.code())
                .toByteArray();
      }
    }
  }

  private ResponseEncoder() {}

  /**
   * The DER of ResponseData: what is signed.
   *
   * @throws IllegalArgumentException if there is no single response, a time has no four-digit year,
   *     or a reason is {@code removeFromCRL}, which is no status but the end of one
   */
  public static byte[] encodeTbs(ResponseData data) {
    if (data.responses().isEmpty()) {
      throw new IllegalArgumentException("a response without single responses");
    }
    int responses = 0;
    for (SingleResponse single : data.responses()) {
      responses += DerWriter.sizeOf(contentSize(single));
    }
    byte[] extensions = extensions(data);
    byte[] responderId = data.responderId().der();
    int content =
        responderId.length
            + DerWriter.GENERALIZED_TIME_SIZE
            + DerWriter.sizeOf(responses)
            + (extensions.length == 0 ? 0 : extensionsSize(extensions));
    DerWriter out =
        new DerWriter(DerWriter.sizeOf(content))
            .header(DerTag.SEQUENCE, content)
            .raw(responderId)
            .generalizedTime(data.producedAt())
            .header(DerTag.SEQUENCE, responses);
    for (SingleResponse single : data.responses()) {
      write(out, single);
    }
    if (extensions.length > 0) {
      out.header(DerTag.explicit(1), DerWriter.sizeOf(extensions.length))
          .element(DerTag.SEQUENCE, extensions);
    }
    return out.toByteArray();
  }

  /**
   * The DER of a successful OCSPResponse with a BasicOCSPResponse.
   *
   * @param tbs what {@link #encodeTbs} gave
   * @param algorithmDer the signature's AlgorithmIdentifier, encoded
   * @param signature the signature over {@code tbs}
   * @param certificates DER of the certificates to include, the signer's first; may be empty
   */
  public static byte[] encode(
      byte[] tbs, byte[] algorithmDer, byte[] signature, List<byte[]> certificates) {
    int certificateOctets = 0;
    for (byte[] certificate : certificates) {
      certificateOctets += certificate.length;
    }
    int certificateList = DerWriter.sizeOf(certificateOctets);
    int basicContent =
        tbs.length
            + algorithmDer.length
            + DerWriter.sizeOf(signature.length + 1)
            + (certificates.isEmpty() ? 0 : DerWriter.sizeOf(certificateList));
    int basic = DerWriter.sizeOf(basicContent);
    int responseBytesContent = BASIC.length + DerWriter.sizeOf(basic);
    int responseBytes = DerWriter.sizeOf(responseBytesContent);
    int content = ENUMERATED_SIZE + DerWriter.sizeOf(responseBytes);
    DerWriter out =
        new DerWriter(DerWriter.sizeOf(content))
            .header(DerTag.SEQUENCE, content)
            .enumerated(ResponseStatus.SUCCESSFUL.code())
            .header(DerTag.explicit(0), responseBytes)
            .header(DerTag.SEQUENCE, responseBytesContent)
            .raw(BASIC)
            .header(DerTag.OCTET_STRING, basic)
            .header(DerTag.SEQUENCE, basicContent)
            .raw(tbs)
            .raw(algorithmDer)
            .bitString(signature);
    if (!certificates.isEmpty()) {
      out.header(DerTag.explicit(0), certificateList).header(DerTag.SEQUENCE, certificateOctets);
      certificates.forEach(out::raw);
    }
    return out.toByteArray();
  }

  /**
   * The DER of an error response: a status and nothing else (RFC 6960 2.3). The array is shared;
   * nobody may write to it.
   *
   * @throws IllegalArgumentException for {@link ResponseStatus#SUCCESSFUL}
   */
  public static byte[] error(ResponseStatus status) {
    if (status == ResponseStatus.SUCCESSFUL) {
      throw new IllegalArgumentException("successful is no error");
    }
    return ERRORS[status.code()];
  }

  private static int contentSize(SingleResponse single) {
    return single.certId().der().length
        + DerWriter.sizeOf(contentSize(single.status()))
        + DerWriter.GENERALIZED_TIME_SIZE
        + (single.nextUpdate() == null ? 0 : DerWriter.sizeOf(DerWriter.GENERALIZED_TIME_SIZE));
  }

  private static int contentSize(CertStatus status) {
    if (status instanceof CertStatus.NeverIssued never) {
      return contentSize(never.asRevoked());
    }
    if (!(status instanceof CertStatus.Revoked revoked)) {
      return 0;
    }
    return DerWriter.GENERALIZED_TIME_SIZE
        + (hasReason(revoked) ? DerWriter.sizeOf(ENUMERATED_SIZE) : 0);
  }

  private static boolean hasReason(CertStatus.Revoked revoked) {
    if (revoked.reason() == RevocationReason.REMOVE_FROM_CRL) {
      throw new IllegalArgumentException("removeFromCRL is no reason to answer revoked");
    }
    return revoked.reason() != RevocationReason.UNSPECIFIED;
  }

  private static void write(DerWriter out, SingleResponse single) {
    out.header(DerTag.SEQUENCE, contentSize(single)).raw(single.certId().der());
    write(out, single.status());
    out.generalizedTime(single.thisUpdate());
    if (single.nextUpdate() != null) {
      out.header(DerTag.explicit(0), DerWriter.GENERALIZED_TIME_SIZE)
          .generalizedTime(single.nextUpdate());
    }
  }

  private static void write(DerWriter out, CertStatus status) {
    if (status instanceof CertStatus.Revoked revoked) {
      out.header(DerTag.explicit(1), contentSize(revoked)).generalizedTime(revoked.time());
      if (hasReason(revoked)) {
        out.header(DerTag.explicit(0), ENUMERATED_SIZE).enumerated(revoked.reason().code());
      }
    } else if (status instanceof CertStatus.NeverIssued never) {
      write(out, never.asRevoked());
    } else {
      boolean good = status instanceof CertStatus.Good;
      out.header(DerTag.implicit(good ? 0 : 2), 0);
    }
  }

  /** What stands in responseExtensions; empty if nothing does. */
  private static byte[] extensions(ResponseData data) {
    byte[] nonce = data.nonce();
    boolean neverIssued = false;
    for (SingleResponse single : data.responses()) {
      neverIssued |= single.status() instanceof CertStatus.NeverIssued;
    }
    if (nonce == null) {
      return neverIssued ? EXTENDED_REVOKE : NOTHING;
    }
    byte[] echoed = extension(NONCE, nonce);
    return neverIssued
        ? new DerWriter(echoed.length + EXTENDED_REVOKE.length)
            .raw(echoed)
            .raw(EXTENDED_REVOKE)
            .toByteArray()
        : echoed;
  }

  private static byte[] extension(byte[] oid, byte[] value) {
    int content = oid.length + DerWriter.sizeOf(value.length);
    return new DerWriter(DerWriter.sizeOf(content))
        .header(DerTag.SEQUENCE, content)
        .raw(oid)
        .element(DerTag.OCTET_STRING, value)
        .toByteArray();
  }

  private static int extensionsSize(byte[] extensions) {
    return DerWriter.sizeOf(DerWriter.sizeOf(extensions.length));
  }
}
