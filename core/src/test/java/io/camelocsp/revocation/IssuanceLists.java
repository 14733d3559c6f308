package io.camelocsp.revocation;

import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collection;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;

/** Issuance lists made by Bouncy Castle. */
final class IssuanceLists {
  private static final int REMOVE_FROM_CRL = 8;

  private IssuanceLists() {}

  /** A list in force at {@link IntakeFixture#NOW}. */
  static CrlBuilder list(TestCa ca, long number, ListSegment segment, Collection<Integer> serials) {
    CrlBuilder list = mark(IntakeFixture.crl(ca, number), segment);
    serials.forEach(each -> list.revoke(BigInteger.valueOf(each), IntakeFixture.NOW));
    return list;
  }

  static CrlBuilder delta(TestCa ca, long number, long base, ListSegment segment) {
    return mark(IntakeFixture.crl(ca, number), segment)
        .extension(Extension.deltaCRLIndicator.getId(), true, der(new ASN1Integer(base)));
  }

  static CrlBuilder removed(CrlBuilder delta, int serial) {
    return delta.revoke(BigInteger.valueOf(serial), IntakeFixture.NOW, REMOVE_FROM_CRL);
  }

  static CrlBuilder mark(CrlBuilder list, ListSegment segment) {
    return list.extension(ListSegment.EXTENSION, true, value(segment));
  }

  static byte[] value(ListSegment segment) {
    return der(
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(segment.version()),
              new ASN1Integer(segment.number()),
              ASN1Boolean.getInstance(segment.full())
            }));
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
