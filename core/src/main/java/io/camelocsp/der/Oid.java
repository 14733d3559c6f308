package io.camelocsp.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * An OBJECT IDENTIFIER as its content octets: comparing two compares octets, the dotted form is
 * made only when somebody asks for it. Immutable.
 *
 * @param content the octets, checked by {@link DerReader#readOid} or made by {@link #of}; a slice
 *     of what was read, which it keeps alive
 */
public record Oid(DerSlice content) {
  /** Longer ones (no assigned one is half as long) are not spelled out: the cost is quadratic. */
  private static final int MAX_SPELLED_OCTETS = 64;

  /**
   * The identifier with this dotted form.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static Oid of(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    if (arcs.length < 2 || !dotted.matches("[0-9.]+")) {
      throw new IllegalArgumentException("not an object identifier: " + dotted);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BigInteger first = new BigInteger(arcs[0]);
    BigInteger second = new BigInteger(arcs[1]);
    boolean joint = first.equals(BigInteger.TWO);
    if (first.compareTo(BigInteger.TWO) > 0
        || (!joint && second.compareTo(BigInteger.valueOf(40)) >= 0)) {
      throw new IllegalArgumentException("not an object identifier: " + dotted);
    }
    writeArc(out, first.multiply(BigInteger.valueOf(40)).add(second));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(out, new BigInteger(arcs[i]));
    }
    byte[] content = out.toByteArray();
    return new Oid(new DerSlice(content, 0, content.length));
  }

  /** The whole element: tag, length, content. */
  public byte[] toDer() {
    return DerWriter.tagged(DerTag.OID, content.toBytes());
  }

  /** The dotted form; for one of absurd length only how long it is. */
  @Override
  public String toString() {
    if (content.length() > MAX_SPELLED_OCTETS) {
      return "an object identifier of " + content.length() + " octets";
    }
    StringBuilder dotted = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    for (int i = 0; i < content.length(); i++) {
      int octet = content.octet(i);
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7F));
      if ((octet & 0x80) == 0) {
        appendArc(dotted, arc);
        arc = BigInteger.ZERO;
      }
    }
    return dotted.toString();
  }

  /** X.690 8.19.4: the first subidentifier holds two arcs, 40 times the first plus the second. */
  private static void appendArc(StringBuilder dotted, BigInteger arc) {
    if (!dotted.isEmpty()) {
      dotted.append('.').append(arc);
    } else {
      int first = arc.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : arc.intValue() / 40;
      dotted.append(first).append('.').append(arc.subtract(BigInteger.valueOf(40L * first)));
    }
  }

  private static void writeArc(ByteArrayOutputStream out, BigInteger arc) {
    int groups = Math.max(1, (arc.bitLength() + 6) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      int group = arc.shiftRight(7 * i).intValue() & 0x7F;
      out.write(i == 0 ? group : group | 0x80);
    }
  }
}
