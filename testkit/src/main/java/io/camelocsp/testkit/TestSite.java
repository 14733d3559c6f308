package io.camelocsp.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One CA's site on disk, as an operator would lay it out: certificates, signer, watched directory
 * and {@code ocsp.properties}. The CA has issued {@code good}, {@code revoked} (keyCompromise) and
 * {@code held} certificates; {@code foreign} comes from a CA that is not served.
 */
public final class TestSite {
  /** When {@code revoked} and {@code held} were. */
  public static final Instant REVOKED_AT = Instant.parse("2024-02-03T04:05:06Z");

  private static final char[] PIN = "a test pin".toCharArray();

  /** Keys whose values are paths. */
  private static final Pattern PATHS =
      Pattern.compile("\\.(certificate|keystore|password-file|from|directory)$");

  private final Path directory;
  private final TestCa ca;
  private final TestCa foreignCa;
  private final TestCertificate signer;
  private final TestCertificate good;
  private final TestCertificate revoked;
  private final TestCertificate held;
  private final TestCertificate foreign;
  private final URI uri;
  private long crlNumber = 1;

  /**
   * Lays out the site, without a list yet.
   *
   * @param directory an existing, empty directory
   * @param signerKey the signer's kind of key
   * @param moreConfiguration lines to add to {@code ocsp.properties}
   */
  public TestSite(Path directory, KeyKind signerKey, String... moreConfiguration)
      throws IOException {
    this.directory = directory;
    ca = signerKey == KeyKind.RSA_2048 ? TestCa.rsa("Site CA RSA") : TestCa.ec("Site CA EC");
    foreignCa = TestCa.ec("Foreign CA");
    signer = ca.ocspSigner("CN=Site OCSP signer " + signerKey, signerKey);
    good = ca.issue("CN=good");
    revoked = ca.issue("CN=revoked");
    held = ca.issue("CN=held");
    foreign = foreignCa.issue("CN=foreign");
    uri = URI.create("http://127.0.0.1:" + freePort() + "/");
    Files.createDirectories(directory.resolve("drop"));
    TestPem.write(path("ca.pem"), ca.certificate());
    TestPem.write(path("foreign-ca.pem"), foreignCa.certificate());
    TestPem.write(path("signer.pem"), signer.certificate());
    TestPem.write(path("good.pem"), good.certificate());
    TestPem.write(path("revoked.pem"), revoked.certificate());
    TestPem.write(path("held.pem"), held.certificate());
    TestPem.write(path("foreign.pem"), foreign.certificate());
    TestKeyStores.pkcs12(path("signer.p12"), signer, PIN);
    secret("pin", new String(PIN));
    Files.writeString(configuration(), configurationText(moreConfiguration));
  }

  private String configurationText(String... more) {
    return String.join(
            "\n",
            "ocsp.issuer.site.certificate = ca.pem",
            "ocsp.signer.site.keystore = signer.p12",
            "ocsp.signer.site.password-file = pin",
            "ocsp.lists.drop.from = drop/",
            "ocsp.lists.drop.every = 100ms",
            "ocsp.responder.site.url = " + uri,
            String.join("\n", more))
        + "\n";
  }

  public Path directory() {
    return directory;
  }

  /** A file of the site: {@code ca.pem}, {@code good.pem}, … */
  public Path path(String name) {
    return directory.resolve(name);
  }

  public Path configuration() {
    return path("ocsp.properties");
  }

  /**
   * What {@code ocsp.properties} says, for runtimes that take their keys from elsewhere: paths are
   * absolute, and the data directory is in the site as it is by default for the file.
   */
  public Map<String, String> keys() throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("ocsp.data.directory", path("data").toAbsolutePath().toString());
    for (String line : Files.readAllLines(configuration())) {
      int equals = line.indexOf(" = ");
      if (equals > 0) {
        String key = line.substring(0, equals);
        String value = line.substring(equals + 3);
        keys.put(key, PATHS.matcher(key).find() ? path(value).toAbsolutePath().toString() : value);
      }
    }
    return keys;
  }

  /** Writes a file that its owner alone may read, and returns it. */
  public Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(path(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** Where the site's responder answers. */
  public URI uri() {
    return uri;
  }

  public TestCa ca() {
    return ca;
  }

  public TestCa foreignCa() {
    return foreignCa;
  }

  public TestCertificate signer() {
    return signer;
  }

  public TestCertificate good() {
    return good;
  }

  public TestCertificate revoked() {
    return revoked;
  }

  public TestCertificate held() {
    return held;
  }

  public TestCertificate foreign() {
    return foreign;
  }

  /** The next CRL: {@code revoked} and {@code held} listed, valid for a day, not dropped yet. */
  public CrlBuilder nextCrl() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return ca.crl()
        .number(crlNumber++)
        .thisUpdate(now.minusSeconds(60))
        .nextUpdate(now.plus(1, ChronoUnit.DAYS))
        .revoke(revoked.serial(), REVOKED_AT, 1)
        .revoke(held.serial(), REVOKED_AT, 6);
  }

  /** The next CRL with one more entry. */
  public CrlBuilder nextCrlRevoking(BigInteger serial) {
    return nextCrl().revoke(serial, REVOKED_AT, 4);
  }

  /** Drops a list as a careful CA does: under another name, then renamed. */
  public void drop(String name, byte[] list) throws IOException {
    Path temporary = path("drop").resolve("." + name + ".tmp");
    Files.write(temporary, list);
    Files.move(temporary, path("drop").resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Drops the next CRL. */
  public void dropNextCrl() throws IOException {
    drop("site-" + crlNumber + ".crl", nextCrl().der());
  }

  /** Appends lines to {@code ocsp.properties}. */
  public void configure(String... lines) throws IOException {
    Files.writeString(
        configuration(),
        Files.readString(configuration(), StandardCharsets.UTF_8)
            + String.join("\n", lines)
            + "\n");
  }

  /** A TCP port of loopback that nobody listens on at this moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
