package io.camelocsp.revocation;

/**
 * Which part of what a CA has issued an issuance list holds (docs/issuance-lists.md): {@code
 * SEQUENCE { segmentVersion INTEGER, segmentNumber INTEGER, completeSegment BOOLEAN }}.
 *
 * @param version raised when a CA cuts its segments anew; only segments of the same version belong
 *     together
 * @param number 1 to {@link #MAX_NUMBER}
 * @param full whether the segment is full: it never changes again, and another one follows it
 */
public record ListSegment(long version, int number, boolean full) {
  /** The highest number a segment may have. */
  public static final int MAX_NUMBER = 1000;

  /** The only segment of a list that is not cut into segments. */
  public static final ListSegment ONLY = new ListSegment(1, 1, false);

  /** The extension that marks an issuance list, unless another OID is configured. */
  public static final String EXTENSION = "2.25.91126957498586232041853194197363883602";

  public ListSegment {
    if (version < 0 || number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("no segment: version " + version + ", number " + number);
    }
  }

  /** The segment that follows this full one, still open. */
  public ListSegment next() {
    return new ListSegment(version, number + 1, false);
  }
}
