package io.camelocsp.revocation;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Passes octets on and has them digested by another thread meanwhile, unless they are so few that
 * they fit into one block. A few blocks are under way at most, so memory does not depend on how
 * many octets come. Not thread-safe.
 */
final class DigestBeside extends OutputStream {
  private static final int BLOCK_OCTETS = 1 << 18;
  private static final int BLOCKS = 4;
  private static final Block LAST = new Block(0);

  private final MessageDigest digest;
  private final OutputStream out;
  private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private @Nullable Beside<byte[], InterruptedException> digesting;
  private Block current = new Block(BLOCK_OCTETS);

  private static final class Block {
    private final byte[] octets;
    private int length;

    Block(int octets) {
      this.octets = new byte[octets];
    }
  }

  /**
   * @param digest not used by anybody else meanwhile
   * @param out closed with this
   */
  DigestBeside(MessageDigest digest, OutputStream out) {
    this.digest = digest;
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    out.write(octets, offset, length);
    for (int at = offset; at < offset + length; ) {
      int most = Math.min(offset + length - at, BLOCK_OCTETS - current.length);
      System.arraycopy(octets, at, current.octets, current.length, most);
      current.length += most;
      at += most;
      if (current.length == BLOCK_OCTETS) {
        handOver();
      }
    }
  }

  private void handOver() throws IOException {
    if (digesting == null) {
      for (int i = 1; i < BLOCKS; i++) {
        free.add(new Block(BLOCK_OCTETS));
      }
      digesting = Beside.start(this::digestAll);
    }
    full.add(current);
    try {
      current = free.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private byte[] digestAll() throws InterruptedException {
    for (Block block = full.take(); block != LAST; block = full.take()) {
      digest.update(block.octets, 0, block.length);
      block.length = 0;
      free.add(block);
    }
    return digest.digest();
  }

  /** What was written, digested; to be called once, at the end. */
  byte[] digest() throws IOException {
    if (digesting == null) {
      digest.update(current.octets, 0, current.length);
      return digest.digest();
    }
    full.add(current);
    full.add(LAST);
    try {
      return digesting.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted while a list was copied", e);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (digesting != null) {
        digesting.close();
      }
    }
  }
}
