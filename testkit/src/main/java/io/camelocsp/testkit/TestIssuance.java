package io.camelocsp.testkit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;

/** Issuance lists, made by Bouncy Castle: CRLs whose entries are what was issued. */
public final class TestIssuance {
  private static final String EXTENSION = "2.25.91126957498586232041853194197363883602";
  private static final byte[] ONLY_SEGMENT = HexFormat.of().parseHex("3009020101020101010100");

  private TestIssuance() {}

  /**
   * A complete list.
   *
   * @param ca who made it
   * @param number its CRL number
   * @param serials all that were issued
   */
  public static CrlBuilder list(TestCa ca, long number, BigInteger... serials) {
    CrlBuilder list = ca.crl().number(number).extension(EXTENSION, true, ONLY_SEGMENT);
    for (BigInteger each : serials) {
      list.revoke(each, Instant.now());
    }
    return list;
  }
}
