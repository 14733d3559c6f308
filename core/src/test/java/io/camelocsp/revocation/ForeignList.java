package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.jspecify.annotations.Nullable;

/** A list as Bouncy Castle reads it. */
record ForeignList(List<Entry> entries) {

  /** One entry. */
  record Entry(SerialNumber serial, ListEntry said) {}

  /** Null if Bouncy Castle refuses it, as it may for the inside of what we do not look into. */
  static @Nullable ForeignList read(byte[] der) {
    try {
      List<Entry> entries = new ArrayList<>();
      Enumeration<?> revoked = CertificateList.getInstance(der).getRevokedCertificateEnumeration();
      while (revoked.hasMoreElements()) {
        entries.add(entry((CRLEntry) revoked.nextElement()));
      }
      return new ForeignList(entries);
    } catch (RuntimeException | ParseException e) {
      return null;
    }
  }

  private static Entry entry(CRLEntry entry) throws ParseException {
    ASN1Encodable reason = value(entry, Extension.reasonCode);
    ASN1Encodable invalidity = value(entry, Extension.invalidityDate);
    return new Entry(
        SerialNumber.of(entry.getUserCertificate().getValue()),
        new ListEntry(
            entry.getRevocationDate().getDate().toInstant(),
            reason == null
                ? RevocationReason.UNSPECIFIED
                : RevocationReason.ofCode(ASN1Enumerated.getInstance(reason).intValueExact()),
            invalidity == null ? null : instant(ASN1GeneralizedTime.getInstance(invalidity))));
  }

  private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
    return time.getDate().toInstant();
  }

  private static @Nullable ASN1Encodable value(CRLEntry entry, ASN1ObjectIdentifier oid) {
    Extensions extensions = entry.getExtensions();
    return extensions == null ? null : extensions.getExtensionParsedValue(oid);
  }
}
