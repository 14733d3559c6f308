package io.camelocsp.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Takes so many octets, then says what a full disk says, until it grows; each step may fail. */
class FakeDisk implements JournalOutput {
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int free;
  private boolean forceFails;
  private boolean truncateFails;
  private int forces;

  FakeDisk(int free) {
    this.free = free;
  }

  synchronized void grow() {
    free = Integer.MAX_VALUE;
  }

  synchronized void forceFails(boolean fails) {
    forceFails = fails;
  }

  synchronized void truncateFails(boolean fails) {
    truncateFails = fails;
  }

  /** How often something was forced to the disk. */
  synchronized int forces() {
    return forces;
  }

  synchronized List<String> lines() {
    return content.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void ready() throws IOException {
    // always open
  }

  @Override
  public synchronized long size() {
    return content.size();
  }

  @Override
  public long finished() {
    return 0;
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    synchronized (this) {
      if (free == 0) {
        throw new IOException("No space left on device");
      }
      byte[] octets = new byte[Math.min(free, source.remaining())];
      source.get(octets);
      content.writeBytes(octets);
      free -= octets.length;
    }
  }

  @Override
  public void force() throws IOException {
    synchronized (this) {
      forces++;
      if (forceFails) {
        throw new IOException("Input/output error");
      }
    }
  }

  @Override
  public synchronized void truncate(long size) throws IOException {
    if (truncateFails) {
      throw new IOException("Input/output error");
    }
    byte[] kept = Arrays.copyOf(content.toByteArray(), (int) size);
    content = new ByteArrayOutputStream();
    content.writeBytes(kept);
  }

  @Override
  public void rotateIfDue() {
    // one file
  }

  @Override
  public void close() {
    // nothing to close
  }
}
