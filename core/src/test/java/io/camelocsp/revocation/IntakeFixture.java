package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some issuers, an archive, and an intake in front of it, at a fixed time. */
final class IntakeFixture {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final BigInteger SERIAL = new BigInteger("1234567890123456789");

  final MutableClock clock = new MutableClock(NOW);
  final Path directory;
  final Path drop;
  final Map<String, ListPolicy> policies = new HashMap<>();
  private final List<Issuer> issuers = new ArrayList<>();
  private List<IssuerData> data = List.of();
  private DurableFiles files = DurableFiles.onDisk();
  private long heapLimit = 8 << 20;

  IntakeFixture(Path directory) {
    this.directory = directory.resolve("archive");
    this.drop = directory.resolve("drop");
    try {
      Files.createDirectories(drop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IntakeFixture issuer(String name, TestCa ca) {
    issuers.add(new Issuer(name, ca.certificate()));
    return this;
  }

  /** An issuer under a certificate other than the CA's own. */
  IntakeFixture issuer(String name, X509Certificate certificate) {
    issuers.add(new Issuer(name, certificate));
    return this;
  }

  IntakeFixture policy(String name, ListPolicy policy) {
    policies.put(name, policy);
    return this;
  }

  IntakeFixture files(DurableFiles seam) {
    files = seam;
    return this;
  }

  /** Nothing waits for the disk: for tests of what lists mean, not of what is durable. */
  IntakeFixture withoutForcing() {
    DurableFiles disk = DurableFiles.onDisk();
    return files(
        new DurableFiles() {
          @Override
          public WritableByteChannel create(Path file) throws IOException {
            return disk.create(file);
          }

          @Override
          public void force(Path file) {}

          @Override
          public void replace(Path from, Path to) throws IOException {
            disk.replace(from, to);
          }

          @Override
          public void forceDirectory(Path directory) {}
        });
  }

  /** Every list is mapped, however small. */
  IntakeFixture mapEverything() {
    heapLimit = 0;
    return this;
  }

  /** As after a restart: nothing in memory, the archive as it is. */
  ListIntake start() {
    data = issuers.stream().map(IssuerData::new).toList();
    return new ListIntake(data, this::policy, new ListArchive(directory, files), clock, heapLimit);
  }

  private ListPolicy policy(String name) {
    return policies.getOrDefault(name, ListPolicy.DEFAULT);
  }

  IssuerData data(String name) {
    return data.stream()
        .filter(each -> each.issuer().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Judgement judge(String name, BigInteger serial) {
    return data(name).snapshot().judge(SerialNumber.of(serial), clock.instant());
  }

  /** What the issuer answers from; empty if from nothing. */
  String inUse(String name) {
    return data(name).snapshot().evidence().stream().map(Evidence::describe).findFirst().orElse("");
  }

  Path drop(byte[] content) throws IOException {
    Path file = Files.createTempFile(drop, "list", ".crl");
    return Files.write(file, content);
  }

  Path drop(CrlBuilder list) throws IOException {
    return drop(list.der());
  }

  /** A list in force at {@link #NOW}, without entries. */
  static CrlBuilder crl(TestCa ca, long number) {
    return ca.crl()
        .number(number)
        .thisUpdate(NOW.minus(Duration.ofHours(1)))
        .nextUpdate(NOW.plus(Duration.ofHours(23)));
  }

  /** Names of all files below the archive, sorted. */
  List<String> archived() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var found = Files.walk(directory)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
