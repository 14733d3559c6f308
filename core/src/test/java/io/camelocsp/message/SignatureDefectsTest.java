package io.camelocsp.message;

import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.explicit;
import static io.camelocsp.message.Parts.nested;
import static io.camelocsp.message.Parts.oid;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Parts.tlv;
import static io.camelocsp.message.Refusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerException.Defect;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One vector for each defect of optionalSignature, named after it. */
class SignatureDefectsTest {
  private static final byte[] TBS = sequence(sequence(sequence(certId())));
  private static final byte[] ALGORITHM = sequence(oid("1.2.840.10045.4.3.2"));
  private static final byte[] VALUE = tlv(3, new byte[] {0, 1, 2, 3});

  /** Where the Signature's first field begins. */
  private static final int FIRST_FIELD = 2 + TBS.length + 4;

  @Test
  void goodOneIsTaken() {
    byte[] der = signed(ALGORITHM, VALUE, explicit(0, sequence(sequence())));

    assertThat(new RequestDecoder(RequestLimits.DEFAULT).decode(der).signed()).isTrue();
  }

  @Test
  void signatureThatIsNoSequence() {
    refuses(sequence(TBS, explicit(0, NULL)), Defect.WRONG_TAG, FIRST_FIELD - 2);
  }

  @Test
  void signatureWithoutAlgorithm() {
    refuses(signed(sequence(), VALUE), Defect.TRUNCATED, FIRST_FIELD + 2);
  }

  @Test
  void signatureWithoutValue() {
    refuses(signed(ALGORITHM), Defect.TRUNCATED, FIRST_FIELD + ALGORITHM.length);
  }

  @Test
  void signatureOfOddBits() {
    refuses(
        signed(ALGORITHM, tlv(3, new byte[] {4, 16})),
        "the request's signature is not made of whole octets");
  }

  @Test
  void signatureWithMalformedBitString() {
    int content = FIRST_FIELD + ALGORITHM.length + 2;
    refuses(signed(ALGORITHM, tlv(3)), Defect.BAD_BIT_STRING, content);
  }

  @Test
  void signatureFollowedBySomething() {
    byte[] der = signed(ALGORITHM, VALUE, NULL);
    refuses(der, Defect.TRAILING_BYTES, der.length - NULL.length);
  }

  @Test
  void algorithmFollowedBySomething() {
    byte[] algorithm = sequence(oid("1.2.3"), NULL, NULL);
    refuses(signed(algorithm, VALUE), Defect.TRAILING_BYTES, FIRST_FIELD + 8);
  }

  @Test
  void certificateThatIsNone() {
    refuses(
        signed(ALGORITHM, VALUE, explicit(0, sequence(NULL))),
        "something beside the signature is no certificate");
  }

  @Test
  void certificateNestedDeeply() {
    byte[] certificate = nested(3000);
    byte[] der = signed(ALGORITHM, VALUE, explicit(0, sequence(certificate)));
    // Five levels are around it: request, [0], Signature, [0], list.
    refuses(der, Defect.TOO_DEEP, offsetOfNesting(der, certificate, 33 - 5));
  }

  @Test
  void tooManyCertificates() {
    byte[][] certificates = new byte[17][];
    Arrays.fill(certificates, sequence());
    refuses(
        signed(ALGORITHM, VALUE, explicit(0, sequence(certificates))),
        "more than 16 certificates beside the signature");
  }

  private static byte[] signed(byte[]... fields) {
    return sequence(TBS, explicit(0, sequence(fields)));
  }

  private static int offsetOfNesting(byte[] der, byte[] nested, int level) {
    int offset = der.length - nested.length;
    for (int i = 1; i < level; i++) {
      int length = der[offset + 1] & 0xFF;
      offset += length < 0x80 ? 2 : 2 + (length & 0x7F);
    }
    return offset;
  }
}
