package io.camelocsp.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.testkit.TestCrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdk.jfr.Recording;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One process of {@link ListLoad}: one reader loads some lists to warm up, and is thrown away; a
 * fresh one loads the others. Printed are the figures of the last: milliseconds, octets of heap
 * that the fresh reader keeps, most octets of heap in use while it loaded above what it began with,
 * nanoseconds of a look-up, milliseconds of the longest pause of the JVM and of the slowest of the
 * questions that one thread asked all the time, if {@code -Dasked=true} wants that.
 */
final class ListLoadRun {
  private static final int QUESTIONS = 1 << 18;

  private ListLoadRun() {}

  /** What reads a list. */
  interface Reader {
    /** Loads and verifies it; returns what keeps it in memory. */
    Object load(Path list) throws Exception;

    /** Whether the serial number is revoked by what was loaded last. */
    boolean isRevoked(SerialNumber serial, BigInteger number);
  }

  /**
   * Arguments: the reader, the CA's certificate, a directory for archives, how many of the lists
   * warm up, the lists.
   *
   * @param args as said
   */
  public static void main(String[] args) throws Exception {
    X509Certificate ca =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(Files.readAllBytes(Path.of(args[1]))));
    @Nullable Recording recording = Asking.record(Boolean.getBoolean("asked"));
    int warmUps = Integer.parseInt(args[3]);
    List<Path> lists = Arrays.stream(args).skip(4).map(Path::of).toList();
    Reader warm = reader(args[0], ca, Path.of(args[2], "warm"));
    for (Path list : lists.subList(0, warmUps)) {
      warm.load(list);
      ask(warm, 4 * QUESTIONS / warmUps);
    }
    warm = null;
    Reader reader = reader(args[0], ca, Path.of(args[2], "measured"));
    long before = live();
    for (Path list : lists.subList(warmUps, lists.size() - 1)) {
      reader.load(list);
    }
    long began = live();
    try (Asking asking = Asking.of(reader, recording)) {
      heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
      long begin = System.nanoTime();
      Object kept = reader.load(lists.get(lists.size() - 1));
      double millis = (System.nanoTime() - begin) / 1e6;
      long peak = heapPools().stream().mapToLong(each -> each.getPeakUsage().getUsed()).sum();
      asking.close();
      double nanos = lookUpNanos(reader);
      System.out.printf(
          "%.1f %d %d %.0f %.1f %.1f %s%n",
          millis,
          live() - before,
          peak - began,
          nanos,
          asking.longestPauseMillis(),
          asking.slowestMillis(),
          kept.hashCode());
    }
  }

  private static Reader reader(String name, X509Certificate ca, Path archive) throws IOException {
    return switch (name) {
      case "product" -> new Product(ca, archive);
      case "jdk" -> new Jdk(ca);
      case "bouncy-castle" -> new BouncyCastle(ca);
      case "read-and-hash" -> new ReadAndHash();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void ask(Reader reader, int questions) {
    if (reader instanceof Product) {
      Random random = new Random(2);
      for (int i = 0; i < questions; i++) {
        BigInteger number = TestCrls.serial(random.nextInt(2 * QUESTIONS));
        reader.isRevoked(SerialNumber.of(number), number);
      }
    }
  }

  /** One read from memory that depends on the one before, anywhere in the list. */
  private static double randomReadNanos(ByteBuffer octets) {
    double best = Double.MAX_VALUE;
    long state = 1;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < QUESTIONS; i++) {
        int at = (int) (((state >>> 33) * octets.limit()) >>> 31);
        state = (state + octets.get(at)) * 6364136223846793005L + 1442695040888963407L;
      }
      best = Math.min(best, (System.nanoTime() - begin) / (double) QUESTIONS);
    }
    return state == 0 ? 0 : best;
  }

  /** Half of the questions are listed: the serial numbers of the last list begin with 0. */
  private static double lookUpNanos(Reader reader) {
    if (reader instanceof ReadAndHash bare) {
      return randomReadNanos(bare.octets);
    }
    Random random = new Random(1);
    int entries = Integer.getInteger("entries");
    int questions = reader instanceof BouncyCastle ? 64 : QUESTIONS;
    List<BigInteger> numbers = new ArrayList<>();
    List<SerialNumber> serials = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      BigInteger number =
          i % 2 == 0
              ? TestCrls.serial(random.nextInt(entries))
              : new BigInteger(158, random).setBit(158);
      numbers.add(number);
      serials.add(SerialNumber.of(number));
    }
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      int revoked = 0;
      long begin = System.nanoTime();
      for (int i = 0; i < questions; i++) {
        revoked += reader.isRevoked(serials.get(i), numbers.get(i)) ? 1 : 0;
      }
      best = Math.min(best, (System.nanoTime() - begin) / (double) questions);
      if (revoked != questions / 2) {
        throw new IllegalStateException(revoked + " of " + questions + " are revoked");
      }
    }
    return best;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long live() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return heapPools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private static final class Product implements Reader {
    private final LoadedList list;
    private final Instant now = Instant.now();
    private IssuerData.Snapshot snapshot;

    Product(X509Certificate ca, Path archive) throws IOException {
      list = new LoadedList(ca, archive);
      snapshot = list.data().snapshot();
    }

    @Override
    public Object load(Path file) throws Exception {
      list.accept(file);
      snapshot = list.data().snapshot();
      return snapshot;
    }

    @Override
    public boolean isRevoked(SerialNumber serial, BigInteger number) {
      return LookUpBenchmark.revoked(snapshot.judge(serial, now));
    }
  }

  private static final class Jdk implements Reader {
    private final X509Certificate ca;
    private @Nullable X509CRL crl;

    Jdk(X509Certificate ca) {
      this.ca = ca;
    }

    @Override
    public Object load(Path file) throws Exception {
      try (InputStream in = Files.newInputStream(file)) {
        crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      }
      crl.verify(ca.getPublicKey());
      return crl;
    }

    @Override
    public boolean isRevoked(SerialNumber serial, BigInteger number) {
      return requireNonNull(crl).getRevokedCertificate(number) != null;
    }
  }

  private static final class BouncyCastle implements Reader {
    private final X509Certificate ca;
    private @Nullable X509CRLHolder crl;

    BouncyCastle(X509Certificate ca) {
      this.ca = ca;
    }

    @Override
    public Object load(Path file) throws Exception {
      try (InputStream in = Files.newInputStream(file)) {
        crl = new X509CRLHolder(in);
      }
      if (!crl.isSignatureValid(new JcaContentVerifierProviderBuilder().build(ca))) {
        throw new IllegalStateException("a wrong signature");
      }
      return crl;
    }

    @Override
    public boolean isRevoked(SerialNumber serial, BigInteger number) {
      return requireNonNull(crl).getRevokedCertificate(number) != null;
    }
  }

  /**
   * What nobody can do without: one read of the octets, one SHA-256 over them; and for a look-up, a
   * read from a place in the file that is known only after the read before.
   */
  private static final class ReadAndHash implements Reader {
    private ByteBuffer octets = ByteBuffer.allocate(1);

    @Override
    public Object load(Path file) throws Exception {
      try (FileChannel channel = FileChannel.open(file)) {
        octets = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[1 << 18];
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
          digest.update(block, 0, read);
        }
      }
      return new String(digest.digest(), US_ASCII);
    }

    @Override
    public boolean isRevoked(SerialNumber serial, BigInteger number) {
      return false;
    }
  }
}
