package io.camelocsp.message;

import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.concat;
import static io.camelocsp.message.Parts.explicit;
import static io.camelocsp.message.Parts.good;
import static io.camelocsp.message.Parts.nested;
import static io.camelocsp.message.Parts.requestOfTbs;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Parts.tlv;
import static io.camelocsp.message.Refusals.refuses;

import io.camelocsp.der.DerException.Defect;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One vector for each defect of a request's frame, named after it. */
class RequestStructureDefectsTest {
  private static final byte[] REQUEST_LIST = sequence(sequence(certId()));

  @Test
  void nothing() {
    refuses(new byte[0], Defect.TRUNCATED, 0);
  }

  @Test
  void notASequence() {
    refuses(NULL, Defect.WRONG_TAG, 0);
  }

  @Test
  void cutOff() {
    byte[] good = good();
    for (int length = 0; length < good.length; length++) {
      refuses(Arrays.copyOf(good, length), Defect.TRUNCATED, 0);
    }
  }

  @Test
  void trailingBytes() {
    refuses(concat(good(), new byte[] {0}), Defect.TRAILING_BYTES, good().length);
  }

  @Test
  void trailingElementInTheRequest() {
    byte[] tbs = sequence(REQUEST_LIST);
    refuses(sequence(tbs, NULL), Defect.TRAILING_BYTES, 2 + tbs.length);
  }

  @Test
  void trailingElementInTheTbsRequest() {
    refuses(requestOfTbs(REQUEST_LIST, NULL), Defect.TRAILING_BYTES, 4 + REQUEST_LIST.length);
  }

  @Test
  void trailingElementInASingleRequest() {
    byte[] certId = certId();
    refuses(Parts.request(certId, NULL), Defect.TRAILING_BYTES, 8 + certId.length);
  }

  @Test
  void nonMinimalLength() {
    byte[] tbs = sequence(REQUEST_LIST);
    byte[] longer = concat(new byte[] {0x30, (byte) 0x81, (byte) tbs.length}, tbs);
    refuses(longer, Defect.NON_MINIMAL_LENGTH, 1);
  }

  @Test
  void indefiniteLength() {
    byte[] der = concat(new byte[] {0x30, (byte) 0x80}, sequence(REQUEST_LIST), new byte[2]);
    refuses(der, Defect.INDEFINITE_LENGTH, 1);
  }

  @Test
  void hugeLength() {
    byte[] der = concat(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}, sequence(REQUEST_LIST));
    refuses(der, Defect.LENGTH_OVER_LIMIT, 1);
  }

  @Test
  void version2() {
    byte[] version = explicit(0, new byte[] {2, 1, 1});
    refuses(requestOfTbs(version, REQUEST_LIST), "the version is not v1");
  }

  @Test
  void version1Encoded() {
    byte[] version = explicit(0, new byte[] {2, 1, 0});
    refuses(requestOfTbs(version, REQUEST_LIST), Defect.DEFAULT_ENCODED, 4);
  }

  @Test
  void missingRequestList() {
    refuses(requestOfTbs(), Defect.TRUNCATED, 4);
  }

  @Test
  void zeroSingleRequests() {
    refuses(requestOfTbs(sequence()), "there is no single request");
  }

  @Test
  void tooManySingleRequests() {
    byte[][] singles = new byte[21][];
    Arrays.fill(singles, sequence(certId()));
    refuses(requestOfTbs(sequence(singles)), "more than 20 single requests");
  }

  @Test
  void requestorNameOfNoKnownChoice() {
    byte[] name = explicit(1, tlv(0x89, new byte[1]));
    refuses(requestOfTbs(name, REQUEST_LIST), "the requestorName is no GeneralName");
  }

  @Test
  void requestorNameEmpty() {
    refuses(requestOfTbs(explicit(1), REQUEST_LIST), "the requestorName is no GeneralName");
  }

  @Test
  void requestorNameTwice() {
    byte[] name = tlv(0x82, new byte[1]);
    refuses(requestOfTbs(explicit(1, name, name), REQUEST_LIST), Defect.TRAILING_BYTES, 9);
  }

  @Test
  void requestorNameWithADirectoryNameThatIsNone() {
    byte[] name = explicit(1, explicit(4, NULL));
    refuses(requestOfTbs(name, REQUEST_LIST), "the requestorName's directoryName is no Name");
  }

  @Test
  void requestorNameNotDerInside() {
    byte[] name = explicit(1, explicit(4, sequence(new byte[] {0x31, (byte) 0x80, 0, 0})));
    refuses(requestOfTbs(name, REQUEST_LIST), Defect.INDEFINITE_LENGTH, 11);
  }

  @Test
  void requestorNameNestedDeeply() {
    byte[] der = requestOfTbs(explicit(1, explicit(4, nested(3000))), REQUEST_LIST);
    refuses(der, Defect.TOO_DEEP, offsetOfLevel(der, 33));
  }

  @Test
  void nothingButNesting() {
    // The third level is the requestList, the fifth a CertID, whose first field is no OID.
    byte[] der = nested(3000);
    refuses(der, Defect.WRONG_TAG, offsetOfLevel(der, 7));
  }

  /** Where the element of this level begins, each level being the first thing in the one before. */
  private static int offsetOfLevel(byte[] der, int level) {
    int offset = 0;
    for (int i = 1; i < level; i++) {
      int length = der[offset + 1] & 0xFF;
      offset += length < 0x80 ? 2 : 2 + (length & 0x7F);
    }
    return offset;
  }
}
