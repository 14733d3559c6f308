package io.camelocsp.fetch;

import io.camelocsp.source.LdapUrl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.naming.NamingException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of LDAP connections, with what JNDI has no settings for: TLS of one source, a
 * limit of octets, and an end to the whole transfer. Public because JNDI makes it by its name; the
 * thread that connects says what for.
 */
public final class LdapSockets extends SocketFactory {
  /** Beside the lists themselves: names of attributes, the envelope. */
  private static final long OVERHEAD_OCTETS = 1 << 16;

  /** JNDI reads an answer into the heap, and copies it: a server must not fill that. */
  private static final long SHARE_OF_HEAP = 8;

  private static final ThreadLocal<@Nullable Purpose> PURPOSE = new ThreadLocal<>();

  private record Purpose(SourceConnections connections, Transfer transfer, LdapUrl url) {}

  private final Purpose purpose;

  private LdapSockets(Purpose purpose) {
    this.purpose = purpose;
  }

  /** Connects; the sockets that are made meanwhile by this thread are for this transfer. */
  static <T> T using(
      SourceConnections connections, Transfer transfer, LdapUrl url, Connecting<T> connecting)
      throws NamingException {
    PURPOSE.set(new Purpose(connections, transfer, url));
    try {
      return connecting.connect();
    } finally {
      PURPOSE.remove();
    }
  }

  /** What makes a connection. */
  interface Connecting<T> {
    T connect() throws NamingException;
  }

  /** JNDI calls this, by reflection. */
  public static SocketFactory getDefault() {
    Purpose purpose = PURPOSE.get();
    if (purpose == null) {
      throw new IllegalStateException("sockets are made for a source only");
    }
    return new LdapSockets(purpose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    int connectMillis = (int) purpose.connections().settings().connectTimeout().toMillis();
    Socket socket = new BoundedSocket(most(), purpose.transfer());
    purpose.transfer().breaks(() -> closeQuietly(socket));
    try {
      socket.connect(new InetSocketAddress(host, port), connectMillis);
      return purpose.url().tls() ? secured(socket, host, port, connectMillis) : socket;
    } catch (IOException | RuntimeException e) {
      closeQuietly(socket);
      throw e;
    }
  }

  private Socket secured(Socket socket, String host, int port, int millis) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            purpose
                .connections()
                .tls()
                .context()
                .getSocketFactory()
                .createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("LDAPS"); // RFC 4513 3.1.3
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(millis);
    secured.startHandshake();
    secured.setSoTimeout(0); // the transfer's own time ends it
    return secured;
  }

  private long most() {
    long configured = purpose.connections().settings().maxSize().bytes() + OVERHEAD_OCTETS;
    return Math.min(configured, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException("nobody asks for an address of ours");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException("nobody asks for an address of ours");
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more
    }
  }

  /** Gives out no more than so many octets. */
  private static final class BoundedSocket extends Socket {
    private final long most;
    private final Transfer transfer;

    BoundedSocket(long most, Transfer transfer) {
      this.most = most;
      this.transfer = transfer;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new BoundedStream(super.getInputStream(), most, transfer);
    }
  }

  private static final class BoundedStream extends FilterInputStream {
    private final long most;
    private final Transfer transfer;
    private long left;

    BoundedStream(InputStream in, long most, Transfer transfer) {
      super(in);
      this.most = most;
      this.transfer = transfer;
      left = most;
    }

    @Override
    public int read() throws IOException {
      requireLeft();
      int octet = super.read();
      left--;
      return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      requireLeft();
      int read = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    private void requireLeft() throws IOException {
      if (left <= 0) {
        transfer.breakOff(
            "it sends more than %d octets: what max-size allows, or an eighth of the heap"
                .formatted(most));
        throw new IOException("the answer is too long");
      }
    }
  }
}
