package io.camelocsp.message;

import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerSlice;
import io.camelocsp.der.DerTag;
import io.camelocsp.der.Oid;
import java.util.Arrays;
import java.util.List;

/** Reads CertID (RFC 6960 4.1.1), keeping the octets it arrived in. */
final class CertIdReader {
  private static final List<CertIdHash> HASHES = List.of(CertIdHash.values());
  private static final List<Oid> HASH_OIDS =
      Arrays.stream(CertIdHash.values()).map(hash -> Oid.of(hash.oid())).toList();

  private CertIdReader() {}

  /**
   * Reads the next element of a single request.
   *
   * @throws OcspFailure if the hash algorithm is not served, or a hash has not its length
   */
  static CertId read(DerReader single) throws DerException {
    int start = single.position();
    DerReader certId = single.readSequence();
    CertIdHash hash = readHash(certId.readSequence());
    byte[] nameHash = readDigest(certId, hash, "issuerNameHash");
    byte[] keyHash = readDigest(certId, hash, "issuerKeyHash");
    DerSlice serial = certId.readInteger();
    certId.requireEnd();
    return new CertId(
        single.since(start).toBytes(),
        hash,
        nameHash,
        keyHash,
        SerialNumber.ofOctets(serial.array(), serial.offset(), serial.length()));
  }

  /** Parameters may be NULL or absent: clients send both, and both mean the same (RFC 5754 2). */
  private static CertIdHash readHash(DerReader algorithm) throws DerException {
    Oid oid = algorithm.readOid();
    int index = HASH_OIDS.indexOf(oid);
    if (index < 0) {
      throw RequestDecoder.malformed("a CertID with the hash algorithm " + oid + " is not served");
    }
    if (algorithm.nextIs(DerTag.NULL)) {
      algorithm.readNull();
    }
    if (algorithm.hasRemaining()) {
      throw RequestDecoder.malformed("a CertID's hash algorithm has parameters");
    }
    return HASHES.get(index);
  }

  private static byte[] readDigest(DerReader certId, CertIdHash hash, String field)
      throws DerException {
    DerSlice digest = certId.readOctetString();
    if (digest.length() != hash.length()) {
      throw RequestDecoder.malformed(
          "a CertID's %s has %d octets, %s has %d"
              .formatted(field, digest.length(), hash.jcaName(), hash.length()));
    }
    return digest.toBytes();
  }
}
