package io.camelocsp.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection on a raw socket: sends the bytes it is given and reads one response at a
 * time, so that tests decide every octet of a request themselves. Not thread-safe.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int MAX_LINE = 16 * 1024;

  /**
   * A response as it came.
   *
   * @param status the status code
   * @param headers names in any case
   * @param body the body, empty if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // tests read it at once
  public record Response(int status, Map<String, String> headers, byte[] body) {
    /** The field's value, or an empty text. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects; reads give up after {@code timeout}. */
  public HttpConnection(URI uri, Duration timeout) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
    socket.setSoTimeout((int) timeout.toMillis());
    in = new BufferedInputStream(socket.getInputStream(), 8192);
    out = socket.getOutputStream();
  }

  /** An OCSP POST, keep-alive. */
  public static byte[] post(URI uri, byte[] der) {
    return concat(
        ascii(
            "POST "
                + uri.getRawPath()
                + " HTTP/1.1\r\nHost: "
                + uri.getAuthority()
                + "\r\nContent-Type: application/ocsp-request\r\nContent-Length: "
                + der.length
                + "\r\n\r\n"),
        der);
  }

  /** An OCSP GET, the base64 percent-encoded, keep-alive. */
  public static byte[] get(URI uri, byte[] der, String... headerLines) {
    String base64 =
        Base64.getEncoder()
            .encodeToString(der)
            .replace("+", "%2B")
            .replace("/", "%2F")
            .replace("=", "%3D");
    String path = uri.getRawPath().endsWith("/") ? uri.getRawPath() : uri.getRawPath() + "/";
    StringBuilder head = new StringBuilder("GET " + path + base64 + " HTTP/1.1\r\nHost: ");
    head.append(uri.getAuthority()).append("\r\n");
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    return ascii(head.append("\r\n").toString());
  }

  /** Whether a listener answers the ping at this moment. */
  public static boolean pings(URI uri) {
    try (HttpConnection connection = new HttpConnection(uri, Duration.ofSeconds(5))) {
      connection.send("GET /.ping HTTP/1.1\r\nHost: localhost\r\n\r\n");
      return connection.read(false).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  public void send(String text) throws IOException {
    send(ascii(text));
  }

  /** Sends and reads the response to a request other than HEAD. */
  public Response exchange(byte[] request) throws IOException {
    send(request);
    return read(false);
  }

  /**
   * Reads the next response.
   *
   * @param head whether it answers a HEAD, and so has no body whatever it announces
   * @throws EOFException if the server closed the connection instead
   */
  public Response read(boolean head) throws IOException {
    String statusLine = line();
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = head || status == 304 ? new byte[0] : in.readNBytes(length);
    if (!head && status != 304 && body.length < length) {
      throw new EOFException("the body ended after " + body.length + " of " + length + " octets");
    }
    return new Response(status, headers, body);
  }

  /** Whether the server has closed the connection; waits for it up to the timeout. */
  public boolean closedByServer() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection as a crashed client does: by a reset, whatever is on its way. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (line.size() > MAX_LINE) {
        throw new IOException("a header line of more than " + MAX_LINE + " octets");
      }
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
