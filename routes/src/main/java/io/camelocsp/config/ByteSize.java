package io.camelocsp.config;

/**
 * An amount of octets.
 *
 * @param bytes zero or more
 */
public record ByteSize(int bytes) implements Comparable<ByteSize> {
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
  }

  @Override
  public int compareTo(ByteSize other) {
    return Integer.compare(bytes, other.bytes);
  }
}
