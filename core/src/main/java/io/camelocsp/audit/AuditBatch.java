package io.camelocsp.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Lines that are written together, chained to what is in the file. Not thread-safe. */
final class AuditBatch {
  private final StringBuilder lines = new StringBuilder();
  private final AuditSigner signer;
  private final int every;
  private long number;
  private String hash;
  private int entries;
  private long unsigned;

  /**
   * @param every after how many entries the next checkpoint comes, at the latest
   * @param tail what it goes on from
   */
  AuditBatch(AuditSigner signer, int every, AuditTail tail) {
    this.signer = signer;
    this.every = every;
    this.number = tail.number();
    this.hash = tail.hash();
    this.unsigned = tail.unsigned();
  }

  /** Ends a line that somebody else has left. */
  void endLine() {
    lines.append('\n');
  }

  void add(AuditEvent event, Instant time) {
    close(AuditLine.open(number + 1, time, event));
    unsigned++;
  }

  /** Signs all so far, as {@code ECDSA(hash before, line up to the signature)}. */
  void checkpoint(Instant time) {
    sign(checkpoint(), time);
  }

  /**
   * Likewise, and says what nobody else can: that files are deleted on purpose.
   *
   * @param upTo the last entry that goes
   */
  void checkpointOfDeletion(long upTo, Instant time) {
    sign(checkpoint().with(AuditVerifier.DELETED, upTo), time);
  }

  private AuditEvent checkpoint() {
    return AuditEvent.of(AuditKind.CHECKPOINT)
        .with("entries", unsigned)
        .with("every", every)
        .with("key", signer.fingerprint());
  }

  private void sign(AuditEvent event, Instant time) {
    String open = AuditLine.open(number + 1, time, event);
    close(AuditLine.signed(open, signer.sign(hash + open)));
    unsigned = 0;
  }

  private void close(String open) {
    hash = AuditLine.hash(hash, open);
    lines.append(AuditLine.close(open, hash));
    number++;
    entries++;
  }

  long number() {
    return number;
  }

  String hash() {
    return hash;
  }

  int entries() {
    return entries;
  }

  long unsigned() {
    return unsigned;
  }

  ByteBuffer octets() {
    return ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
