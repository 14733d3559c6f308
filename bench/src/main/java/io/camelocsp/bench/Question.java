package io.camelocsp.bench;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestRequests;
import java.math.BigInteger;
import java.util.Random;

/**
 * A request and what is right to answer.
 *
 * @param der the request
 * @param serial whom it asks about
 * @param entry which generated entry of the list that is; negative if it is not listed
 */
@SuppressWarnings("ArrayRecordComponent") // read at once
record Question(byte[] der, BigInteger serial, int entry) {
  private static final int SERIAL_BITS = 8 * 20 - 2;

  /** Asks about an entry of {@link TestCrls#large}. */
  static Question listed(TestCa ca, int entry) {
    BigInteger serial = TestCrls.serial(entry);
    return new Question(TestRequests.der(ca, serial), serial, entry);
  }

  /** Asks about a certificate that no list names: a good one. */
  static Question unlisted(TestCa ca, Random random) {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    return new Question(TestRequests.der(ca, serial), serial, -1);
  }

  /** Every second one about one of the list's entries, else about good ones. */
  static Question[] mixed(TestCa ca, int entries, int count) {
    Random random = new Random(count);
    Question[] questions = new Question[count];
    for (int i = 0; i < count; i++) {
      questions[i] = i % 2 == 0 ? listed(ca, random.nextInt(entries)) : unlisted(ca, random);
    }
    return questions;
  }
}
