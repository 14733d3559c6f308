package io.camelocsp.billing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a journal as octets, without a copy of each, and where each one begins. A line that
 * is longer than any record is passed over in pieces, so a damaged file takes no memory. Not
 * thread-safe.
 */
final class LineStream implements Closeable {
  /** More than a record of a thousand certificates has. */
  static final int LONGEST = 1 << 20;

  private static final int BUFFER = 128 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int begin;
  private int end;
  private int lineEnd;
  private int lineStart;
  private long bufferOffset;

  /**
   * @param offset of the stream's first octet in its file
   */
  LineStream(InputStream in, long offset) {
    this.in = in;
    this.bufferOffset = offset;
  }

  /** Goes to the next line that has an end; false if there is none (yet). */
  boolean next() throws IOException {
    int scanned = begin;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          lineStart = begin;
          lineEnd = i;
          begin = i + 1;
          return true;
        }
      }
      scanned = end;
      if (end - begin >= LONGEST) {
        lineStart = begin;
        lineEnd = end;
        begin = end;
        return true; // a piece of a line that is no record
      }
      if (begin > 0) {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        bufferOffset += begin;
        scanned -= begin;
        end -= begin;
        begin = 0;
      }
      if (end == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read <= 0) {
        return false;
      }
      end += read;
    }
  }

  /** The octets that {@link #start} and {@link #length} speak of; good until the next line. */
  byte[] octets() {
    return buffer;
  }

  int start() {
    return lineStart;
  }

  /** Without the line's end. */
  int length() {
    int length = lineEnd - lineStart;
    return length > 0 && buffer[lineEnd - 1] == '\r' ? length - 1 : length;
  }

  /** Where the line begins in the file. */
  long offset() {
    return bufferOffset + lineStart;
  }

  /** Where the next line begins in the file. */
  long nextOffset() {
    return bufferOffset + begin;
  }

  /** How many octets there are after the last line end. */
  int unfinished() {
    return end - begin;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
