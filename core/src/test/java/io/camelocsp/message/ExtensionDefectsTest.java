package io.camelocsp.message;

import static io.camelocsp.message.Parts.NONCE;
import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.TRUE;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.concat;
import static io.camelocsp.message.Parts.explicit;
import static io.camelocsp.message.Parts.extension;
import static io.camelocsp.message.Parts.filled;
import static io.camelocsp.message.Parts.octets;
import static io.camelocsp.message.Parts.oid;
import static io.camelocsp.message.Parts.requestOfTbs;
import static io.camelocsp.message.Parts.requestWithExtensions;
import static io.camelocsp.message.Parts.requestWithSingleExtensions;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Refusals.refuses;

import io.camelocsp.der.DerException.Defect;
import org.junit.jupiter.api.Test;

/** One vector for each defect of extensions, named after it. */
class ExtensionDefectsTest {
  private static final byte[] VALUE = octets(NULL);
  private static final byte[] UNKNOWN = extension("1.2.3.4", VALUE);

  /** Where the first extension's first field begins in a request for {@link Parts#certId()}. */
  private static final int FIRST_FIELD = 4 + 4 + certId().length + 6;

  @Test
  void requestExtensionsEmpty() {
    refuses(requestWithExtensions(), "requestExtensions is empty");
  }

  @Test
  void singleRequestExtensionsEmpty() {
    refuses(requestWithSingleExtensions(), "singleRequestExtensions is empty");
  }

  @Test
  void requestExtensionsWithoutTheirSequence() {
    byte[] der = requestOfTbs(sequence(sequence(certId())), explicit(2));
    refuses(der, Defect.TRUNCATED, der.length);
  }

  @Test
  void requestExtensionsFollowedBySomething() {
    byte[] list = sequence(UNKNOWN);
    byte[] der = requestOfTbs(sequence(sequence(certId())), explicit(2, list, NULL));
    refuses(der, Defect.TRAILING_BYTES, der.length - NULL.length);
  }

  @Test
  void criticalUnknownExtension() {
    refuses(
        requestWithExtensions(extension("1.2.3.4", TRUE, VALUE)),
        "requestExtensions has the unknown critical extension 1.2.3.4");
  }

  @Test
  void criticalUnknownSingleRequestExtension() {
    refuses(
        requestWithSingleExtensions(extension("1.2.3.4", TRUE, VALUE)),
        "singleRequestExtensions has the unknown critical extension 1.2.3.4");
  }

  @Test
  void criticalExtensionOutOfItsPlace() {
    refuses(
        requestWithSingleExtensions(extension(NONCE, TRUE, VALUE)),
        "singleRequestExtensions has the unknown critical extension " + NONCE);
  }

  @Test
  void criticalExtensionThatIsForResponses() {
    refuses(
        requestWithExtensions(extension("1.3.6.1.5.5.7.48.1.6", TRUE, VALUE)),
        "requestExtensions has the unknown critical extension 1.3.6.1.5.5.7.48.1.6");
  }

  @Test
  void criticalFalseEncoded() {
    refuses(
        requestWithExtensions(extension("1.2.3.4", new byte[] {1, 1, 0}, VALUE)),
        Defect.DEFAULT_ENCODED,
        FIRST_FIELD + 5);
  }

  @Test
  void criticalNeitherTrueNorFalse() {
    refuses(
        requestWithExtensions(extension("1.2.3.4", new byte[] {1, 1, 1}, VALUE)),
        Defect.BAD_BOOLEAN,
        FIRST_FIELD + 7);
  }

  @Test
  void duplicateExtension() {
    refuses(
        requestWithExtensions(UNKNOWN, extension("1.2.3.5", VALUE), UNKNOWN),
        "requestExtensions has 1.2.3.4 twice");
  }

  @Test
  void duplicateSingleRequestExtension() {
    refuses(
        requestWithSingleExtensions(UNKNOWN, UNKNOWN), "singleRequestExtensions has 1.2.3.4 twice");
  }

  @Test
  void duplicateNonce() {
    byte[] nonce = extension(NONCE, octets(octets(filled(16, 1))));
    refuses(requestWithExtensions(nonce, nonce), "requestExtensions has " + NONCE + " twice");
  }

  @Test
  void tooManyExtensions() {
    byte[][] extensions = new byte[33][];
    for (int i = 0; i < extensions.length; i++) {
      extensions[i] = extension("1.2.3." + i, VALUE);
    }
    refuses(requestWithExtensions(extensions), "requestExtensions has more than 32");
  }

  @Test
  void extensionWithoutValue() {
    byte[] der = requestWithExtensions(sequence(oid("1.2.3.4")));
    refuses(der, Defect.TRUNCATED, der.length);
  }

  @Test
  void extensionFollowedBySomething() {
    byte[] der = requestWithExtensions(extension("1.2.3.4", VALUE, NULL));
    refuses(der, Defect.TRAILING_BYTES, der.length - NULL.length);
  }

  @Test
  void extensionWithMalformedIdentifier() {
    byte[] der = requestWithExtensions(sequence(new byte[] {6, 1, (byte) 0x80}, VALUE));
    refuses(der, Defect.BAD_OID, FIRST_FIELD + 2);
  }

  @Test
  void nonceOfNoOctets() {
    refusesNonce(octets(new byte[0]), 0);
  }

  @Test
  void nonceExtensionOfNoOctets() {
    refusesNonce(new byte[0], 0);
  }

  @Test
  void nonceOf129Octets() {
    refusesNonce(octets(filled(129, 1)), 129);
  }

  @Test
  void nonceOfAMillionOctets() {
    refusesNonce(octets(filled(1_000_000, 1)), 1_000_000);
  }

  @Test
  void bareNonceOf129Octets() {
    refusesNonce(filled(129, 1), 129);
  }

  @Test
  void bareNonceThatBeginsLikeAnOctetString() {
    refusesNonce(concat(octets(filled(126, 1)), new byte[1]), 129);
  }

  private static void refusesNonce(byte[] value, int length) {
    refuses(
        requestWithExtensions(extension(NONCE, octets(value))),
        "the nonce has " + length + " octets; 1 to 128 are allowed");
  }
}
