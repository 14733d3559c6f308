package io.camelocsp.billing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts off a line without its end, as a killed process leaves it. */
final class HalfLine {
  private static final Logger LOG = LoggerFactory.getLogger(HalfLine.class);
  private static final byte LINE_FEED = '\n';
  private static final int WINDOW = 8 * 1024;

  private HalfLine() {}

  static void cut(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      long whole = endOfLastLine(channel, size);
      if (whole < size) {
        channel.truncate(whole);
        LOG.warn(
            "{} ended in half a record, left by a process that was killed or a disk that was full:"
                + " {} octets cut off",
            file,
            size - whole);
      }
    }
  }

  private static long endOfLastLine(FileChannel channel, long size) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW);
    long end = size;
    while (end > 0) {
      long begin = Math.max(0, end - WINDOW);
      window.clear().limit((int) (end - begin));
      while (window.hasRemaining()) {
        if (channel.read(window, begin + window.position()) < 0) {
          break; // someone else cut it
        }
      }
      for (int i = window.position() - 1; i >= 0; i--) {
        if (window.get(i) == LINE_FEED) {
          return begin + i + 1;
        }
      }
      end = begin;
    }
    return 0;
  }
}
