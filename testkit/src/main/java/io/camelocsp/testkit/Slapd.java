package io.camelocsp.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * OpenLDAP's {@code slapd} on loopback, as a directory server that is not ours and not made for
 * tests. It holds one entry, {@code cn=CA01,o=Acme,c=SE}, and ends with {@link #close}.
 */
public final class Slapd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/slapd");

  private final Process process;
  private final int port;

  private Slapd(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether it is installed; tests that need it are skipped otherwise. */
  public static boolean available() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Starts it.
   *
   * @param directory empty; its files
   * @param crls values of {@code certificateRevocationList} of the entry
   */
  public static Slapd start(Path directory, byte[]... crls) throws IOException {
    Path database = Files.createDirectory(directory.resolve("db"));
    Path configuration = directory.resolve("slapd.conf");
    Files.writeString(
        configuration,
        """
        include /etc/ldap/schema/core.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %1$s/slapd.pid
        argsfile %1$s/slapd.args
        database mdb
        suffix "c=SE"
        directory %2$s
        """
            .formatted(directory, database));
    StringBuilder ldif =
        new StringBuilder(
            """
            dn: c=SE
            objectClass: country
            c: SE

            dn: o=Acme,c=SE
            objectClass: organization
            o: Acme

            dn: cn=CA01,o=Acme,c=SE
            objectClass: cRLDistributionPoint
            cn: CA01
            """);
    for (byte[] crl : crls) {
      ldif.append("certificateRevocationList;binary:: ")
          .append(Base64.getEncoder().encodeToString(crl))
          .append('\n');
    }
    Path data = Files.writeString(directory.resolve("data.ldif"), ldif);
    Path log = directory.resolve("slapd.log");
    run(log, "slapadd", "-f", configuration.toString(), "-l", data.toString());
    int port = TestSite.freePort();
    Process process =
        begin(log, "-h", "ldap://127.0.0.1:" + port, "-f", configuration.toString(), "-d", "0");
    return new Slapd(process, port);
  }

  private static void run(Path log, String name, String... arguments) throws IOException {
    // The same program under another name does another thing; -T says so too.
    String[] all = new String[arguments.length + 1];
    all[0] = "-T" + name.replace("slap", "");
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process process = begin(log, all);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(name + " failed: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " was interrupted", e);
    }
  }

  private static Process begin(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Of the entry. */
  public URI url() {
    return URI.create("ldap://127.0.0.1:" + port + "/cn=CA01,o=Acme,c=SE");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
