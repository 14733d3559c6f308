package io.camelocsp.message;

import static io.camelocsp.message.Parts.KEY_HASH;
import static io.camelocsp.message.Parts.NAME_HASH;
import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.SERIAL;
import static io.camelocsp.message.Parts.SHA1;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.filled;
import static io.camelocsp.message.Parts.integer;
import static io.camelocsp.message.Parts.octets;
import static io.camelocsp.message.Parts.oid;
import static io.camelocsp.message.Parts.request;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Parts.tlv;
import static io.camelocsp.message.Refusals.refuses;

import io.camelocsp.der.DerException.Defect;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestRequests;
import org.junit.jupiter.api.Test;

/** One vector for each defect of a CertID, named after it. */
class CertIdDefectsTest {
  private static final byte[] ALGORITHM = sequence(oid(SHA1), NULL);

  /** Where the serial number's content begins in a request with 20-octet hashes. */
  private static final int SERIAL_CONTENT = 10 + ALGORITHM.length + 22 + 22 + 2;

  @Test
  void md5() {
    byte[] der = TestRequests.builder().hash("MD5").single(TestCa.ec("Acme"), SERIAL).der();
    refuses(der, "a CertID with the hash algorithm 1.2.840.113549.2.5 is not served");
  }

  @Test
  void unknownHash() {
    refuses(
        withAlgorithm(sequence(oid("1.2.3.4"), NULL)),
        "a CertID with the hash algorithm 1.2.3.4 is not served");
  }

  @Test
  void hashWithParameters() {
    refuses(
        withAlgorithm(sequence(oid(SHA1), sequence())), "a CertID's hash algorithm has parameters");
  }

  @Test
  void hashWithNullTwice() {
    refuses(
        withAlgorithm(sequence(oid(SHA1), NULL, NULL)), "a CertID's hash algorithm has parameters");
  }

  @Test
  void hashWithNullOfContent() {
    refuses(withAlgorithm(sequence(oid(SHA1), new byte[] {5, 1, 0})), Defect.BAD_NULL, 21);
  }

  @Test
  void hashWithoutAlgorithm() {
    refuses(withAlgorithm(sequence()), Defect.TRUNCATED, 12);
  }

  @Test
  void nameHashTooShort() {
    byte[] certId = certId(ALGORITHM, octets(filled(19, 1)), octets(KEY_HASH), integer(SERIAL));
    refuses(request(certId), "a CertID's issuerNameHash has 19 octets, SHA-1 has 20");
  }

  @Test
  void keyHashTooLong() {
    byte[] certId = certId(ALGORITHM, octets(NAME_HASH), octets(filled(32, 1)), integer(SERIAL));
    refuses(request(certId), "a CertID's issuerKeyHash has 32 octets, SHA-1 has 20");
  }

  @Test
  void hashThatIsNoOctetString() {
    byte[] certId = certId(ALGORITHM, tlv(0x24, octets(NAME_HASH)), octets(KEY_HASH));
    refuses(request(certId), Defect.WRONG_TAG, 10 + ALGORITHM.length);
  }

  @Test
  void serialMissing() {
    byte[] certId = certId(ALGORITHM, octets(NAME_HASH), octets(KEY_HASH));
    refuses(request(certId), Defect.TRUNCATED, SERIAL_CONTENT - 2);
  }

  @Test
  void serialEmpty() {
    refuses(withSerial(tlv(2)), Defect.EMPTY_INTEGER, SERIAL_CONTENT);
  }

  @Test
  void serialNonMinimal() {
    refuses(withSerial(tlv(2, new byte[] {0, 1})), Defect.NON_MINIMAL_INTEGER, SERIAL_CONTENT);
  }

  @Test
  void serialNegativeNonMinimal() {
    refuses(withSerial(tlv(2, new byte[] {-1, -1})), Defect.NON_MINIMAL_INTEGER, SERIAL_CONTENT);
  }

  @Test
  void serialFollowedBySomething() {
    byte[] certId = certId(ALGORITHM, octets(NAME_HASH), octets(KEY_HASH), integer(SERIAL), NULL);
    refuses(request(certId), Defect.TRAILING_BYTES, SERIAL_CONTENT + SERIAL.toByteArray().length);
  }

  private static byte[] withAlgorithm(byte[] algorithm) {
    return request(certId(algorithm, octets(NAME_HASH), octets(KEY_HASH), integer(SERIAL)));
  }

  private static byte[] withSerial(byte[] serial) {
    return request(certId(ALGORITHM, octets(NAME_HASH), octets(KEY_HASH), serial));
  }
}
