package io.camelocsp.testkit;

import java.math.BigInteger;
import java.util.List;

/** Serial numbers that no CA should use (RFC 5280 section 4.1.2.2) and some did. */
public final class OddSerials {
  public static final BigInteger ZERO = BigInteger.ZERO;
  public static final BigInteger NEGATIVE = BigInteger.valueOf(-4711);

  /** One octet more than allowed. */
  public static final BigInteger OF_21_OCTETS = BigInteger.ONE.shiftLeft(8 * 21 - 2);

  public static final BigInteger OF_4_KB = BigInteger.ONE.shiftLeft(8 * 4096 - 2);

  /** All of them. */
  public static final List<BigInteger> ALL = List.of(ZERO, NEGATIVE, OF_21_OCTETS, OF_4_KB);

  private OddSerials() {}
}
