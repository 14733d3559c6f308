package io.camelocsp.standalone.control;

import io.camelocsp.standalone.control.ControlMessages.BadMessageException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the running process. It waits as long as the process works; Ctrl-C ends it. */
public final class ControlClient {
  /** A process of the same owner, but a defect of it must not fill our memory. */
  private static final int MOST_REPLY_OCTETS = 64 << 20;

  private ControlClient() {}

  /** Nobody listens at the socket. */
  public static final class NotRunningException extends Exception {
    private static final long serialVersionUID = 1L;

    NotRunningException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Asks, and waits for the reply.
   *
   * @throws NotRunningException if nobody listens
   * @throws ControlFailureException if the process refuses, with its reason
   */
  public static ControlReply ask(Path socket, ControlRequest request)
      throws NotRunningException, ControlFailureException {
    try (SocketChannel channel = connect(socket)) {
      ByteBuffer line = ByteBuffer.wrap(ControlMessages.encode(request));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      return ControlMessages.reply(ControlMessages.readLine(channel, MOST_REPLY_OCTETS));
    } catch (BadMessageException e) {
      throw new ControlFailureException("the reply cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new ControlFailureException("the process did not answer: " + e.getMessage());
    }
  }

  private static SocketChannel connect(Path socket)
      throws NotRunningException, ControlFailureException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      if (Files.exists(socket) && !Files.isWritable(socket)) {
        throw new ControlFailureException(
            socket + " belongs to another user: run the command as the one who runs camel-ocsp");
      }
      throw new NotRunningException(e);
    }
  }
}
