package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Map;

/**
 * Finds the end of one HTTP answer after the other on a connection, and what kind of answer it is,
 * with as little work as that takes: the load shares its processors with the server. Not
 * thread-safe.
 */
final class AnswerReader {
  /** The kind of a successful OCSP answer: HTTP status 200 and OCSPResponseStatus 0. */
  static final int SUCCESSFUL = 0;

  private static final int UNREADABLE = -1;
  private static final int LONGEST = 64 * 1024;
  private static final int HTTP_STATUS_AT = 9;
  private static final String CONTENT_LENGTH = "content-length:";

  private byte[] octets = new byte[4096];
  private int length;
  private int scanned;
  private int lineStart;
  private int bodyStart;
  private int bodyLength;

  AnswerReader() {
    next();
  }

  /** Forgets the answer before. */
  void next() {
    length = 0;
    scanned = 0;
    lineStart = 0;
    bodyStart = -1;
    bodyLength = 0;
  }

  /** Takes what has come; returns whether the answer is whole. */
  boolean take(ByteBuf in) {
    int more = in.readableBytes();
    if (length + more > octets.length) {
      if (length + more > LONGEST) {
        throw new IllegalStateException("an answer of more than " + LONGEST + " octets");
      }
      octets = Arrays.copyOf(octets, LONGEST);
    }
    in.readBytes(octets, length, more);
    length += more;
    if (bodyStart < 0) {
      readHeader();
    }
    return bodyStart >= 0 && length >= bodyStart + bodyLength;
  }

  private void readHeader() {
    for (; scanned < length; scanned++) {
      if (octets[scanned] != '\n') {
        continue;
      }
      if (scanned - lineStart <= 1) {
        bodyStart = scanned + 1;
        return;
      }
      readLine(lineStart, scanned);
      lineStart = scanned + 1;
    }
  }

  private void readLine(int start, int end) {
    if ((octets[start] | 0x20) != 'c' || end - start <= CONTENT_LENGTH.length()) {
      return;
    }
    for (int i = 0; i < CONTENT_LENGTH.length(); i++) {
      int octet = octets[start + i];
      if ((octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) != CONTENT_LENGTH.charAt(i)) {
        return;
      }
    }
    int value = 0;
    for (int i = start + CONTENT_LENGTH.length(); i < end; i++) {
      if (octets[i] >= '0' && octets[i] <= '9') {
        value = value * 10 + octets[i] - '0';
      }
    }
    bodyLength = value;
  }

  /**
   * The kind of the whole answer: {@link #SUCCESSFUL}, another OCSPResponseStatus, or an HTTP
   * status other than 200.
   */
  int kind() {
    int status =
        (octets[HTTP_STATUS_AT] - '0') * 100
            + (octets[HTTP_STATUS_AT + 1] - '0') * 10
            + (octets[HTTP_STATUS_AT + 2] - '0');
    if (status != 200) {
      return status;
    }
    // SEQUENCE, its length in one octet or more, ENUMERATED, 1, the status
    if (bodyLength < 5 || octets[bodyStart] != 0x30) {
      return UNREADABLE;
    }
    int first = octets[bodyStart + 1];
    int at = bodyStart + 2 + (first < 0 ? first & 0x7F : 0);
    return octets[at] == 0x0A && octets[at + 1] == 1 ? octets[at + 2] : UNREADABLE;
  }

  int bodyLength() {
    return bodyLength;
  }

  /** The whole answer, without its header, to be checked later. */
  HttpConnection.Response copy() {
    int status = kind() < 100 ? 200 : kind();
    return new HttpConnection.Response(
        status, Map.of(), Arrays.copyOfRange(octets, bodyStart, bodyStart + bodyLength));
  }
}
