package io.camelocsp.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A TBSCertList that generates its entries when it is written. Immutable.
 *
 * @param before everything up to the first generated entry, headers included
 * @param generated how many entries are generated
 * @param withReasons whether half of them have a reason code
 * @param after everything behind the last generated entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record LargeTbs(byte[] before, int generated, boolean withReasons, byte[] after) {

  static LargeTbs of(CrlBuilder list, AlgorithmIdentifier algorithm, int generated)
      throws IOException {
    boolean withReasons = !list.isV1();
    byte[] head = Der.concatenation(list.head(algorithm));
    byte[] lastEntries = Der.concatenation(list.entryFields());
    ASN1EncodableVector tailFields = new ASN1EncodableVector();
    list.addTail(tailFields);
    byte[] tail = Der.concatenation(tailFields);

    long entriesLength = TestCrls.length(generated, withReasons) + lastEntries.length;
    byte[] entriesHeader = entriesLength == 0 ? new byte[0] : Der.sequenceHeader(entriesLength);
    byte[] tbsHeader =
        Der.sequenceHeader(head.length + entriesHeader.length + entriesLength + tail.length);
    return new LargeTbs(
        join(tbsHeader, head, entriesHeader), generated, withReasons, join(lastEntries, tail));
  }

  long length() {
    return before.length + TestCrls.length(generated, withReasons) + after.length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(before);
    TestCrls.write(out, generated, withReasons);
    out.write(after);
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }
}
