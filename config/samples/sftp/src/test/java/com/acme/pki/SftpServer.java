package com.acme.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A CA's SFTP server on loopback that shows one directory. */
final class SftpServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final String knownHosts;

  SftpServer(Path shown, String user, String password) throws Exception {
    var generator = SecurityUtils.getKeyPairGenerator("RSA");
    generator.initialize(2048);
    var hostKey = generator.generateKeyPair();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPasswordAuthenticator(
        (name, given, session) -> name.equals(user) && given.equals(password));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(shown));
    server.start();
    knownHosts =
        "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  /** {@code host:port}. */
  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** The line of a {@code known_hosts} file that names this server's key. */
  String knownHosts() {
    return knownHosts;
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
