package io.camelocsp.standalone.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket's file: made so that nobody but its owner can ever connect. */
final class ControlSocket {
  /** sun_path has 108 octets on Linux and 104 elsewhere, with the zero at its end. */
  private static final int MOST_OCTETS = 103;

  private ControlSocket() {}

  /**
   * Listens at {@code file}. A socket that a killed process left there is replaced.
   *
   * <p>The system makes a socket's file as the umask says, which may let others connect until its
   * permissions are set. So it is made in a directory that only the owner may enter, and comes to
   * its place by a rename, with its permissions.
   *
   * @throws IOException if the path is too long, something else is there, or another process
   *     listens there
   */
  static ServerSocketChannel listen(Path file) throws IOException {
    Path socket = file.toAbsolutePath().normalize();
    Path nest = socket.resolveSibling("." + socket.getFileName() + "~");
    Path made = nest.resolve("s");
    requireShort(socket, made);
    requireFree(socket);
    Files.createDirectories(socket.resolveSibling(""));
    Files.deleteIfExists(made);
    Files.deleteIfExists(nest);
    Files.createDirectory(nest, attributes(nest, "rwx------"));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(made), BACKLOG);
      if (isPosix(made)) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(made, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(made);
      throw e;
    } finally {
      Files.deleteIfExists(nest);
    }
  }

  /** Connections that wait to be accepted; the system refuses more. */
  private static final int BACKLOG = 16;

  private static void requireShort(Path socket, Path made) throws IOException {
    int octets = Math.max(octets(socket), octets(made));
    if (octets > MOST_OCTETS) {
      throw new IOException(
          "the path of the control socket, %s, is too long for a socket: set ocsp.control.socket to"
                  .formatted(socket)
              + " a path that is %d octets shorter, e.g. /run/camel-ocsp/control.sock"
                  .formatted(octets - MOST_OCTETS));
    }
  }

  private static int octets(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void requireFree(Path socket) throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes found =
        Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isOther()) {
      throw new IOException(
          "%s is there already and is no socket: nothing is overwritten; move it away, or set"
                  .formatted(socket)
              + " ocsp.control.socket to another path");
    }
    boolean answers;
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      answers = other.isConnected();
    } catch (IOException e) {
      answers = false; // nobody listens: a killed process left it
    }
    if (answers) {
      throw new IOException(
          "another process listens at the control socket %s: stop that one, or set"
                  .formatted(socket)
              + " ocsp.control.socket to another path");
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
