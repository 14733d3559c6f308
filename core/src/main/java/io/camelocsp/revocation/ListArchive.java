package io.camelocsp.revocation;

import io.camelocsp.revocation.ListRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where accepted lists are kept, as DER, one directory for each issuer: {@code
 * acme/00000000000000001042-1f3c….crl}, by number, or by thisUpdate for lists without one, and the
 * first 16 digits of their SHA-256.
 *
 * <p>A list is first copied to a {@code .tmp} file here, checked there, forced to the disk, renamed
 * and its directory forced: after a crash at any moment a name stands for a whole list. Deltas are
 * in {@code deltas} below, lists of other keys and scopes of the issuer in directories of their
 * own. The newest list of each and two before it are kept. Files that somebody else puts here,
 * under whatever name, are read at start and never touched.
 *
 * <p>One archive has one user: {@link ListIntake}, which calls it from one thread at a time.
 */
public final class ListArchive {
  /** Lists kept beside the current one. */
  private static final int KEPT_BEFORE = 2;

  static final String TEMPORARY = ".tmp";

  /** What an operator's older list replaced: kept for people, never read. */
  private static final String WITHDRAWN = ".withdrawn";

  private static final String DELTAS = "deltas";

  /** The archive, an issuer, a slot, its deltas. */
  private static final int DEPTH = 4;

  private static final Pattern OURS = Pattern.compile("[0-9TZ-]+-[0-9a-f]{16}\\.crl");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Largest list: offsets into it are ints. */
  private static final long MAX_OCTETS = Integer.MAX_VALUE - 8L;

  private final Path directory;
  private final DurableFiles files;

  /**
   * @param directory made when first needed
   */
  public ListArchive(Path directory) {
    this(directory, DurableFiles.onDisk());
  }

  ListArchive(Path directory, DurableFiles files) {
    this.directory = directory;
    this.files = files;
  }

  /** Where the lists are kept. */
  public Path directory() {
    return directory;
  }

  /**
   * Copies a list here, as DER, under a temporary name.
   *
   * @throws ListRefusedException if the file cannot be a list
   * @throws IOException if the file cannot be read or the copy not be written; no copy is left
   */
  StagedList stage(Path source) throws IOException, ListRefusedException {
    if (!Files.exists(source)) {
      throw new NoSuchFileException(source.toString());
    }
    if (!Files.isRegularFile(source)) {
      throw new ListRefusedException(
          Reason.NOT_A_LIST, "it is no regular file", "drop CRLs as files in DER or PEM");
    }
    requireServable(Files.size(source));
    createDurably(directory);
    Path copy = directory.resolve(UUID.randomUUID() + TEMPORARY);
    byte[] digest = {};
    try (InputStream in = Files.newInputStream(source);
        WritableByteChannel channel = files.create(copy);
        DigestBeside out = new DigestBeside(sha256(), Channels.newOutputStream(channel))) {
      ListEncoding.copyDer(in, out);
      requireServable(Files.size(copy));
      digest = out.digest();
    } finally {
      if (digest.length == 0) {
        Files.deleteIfExists(copy);
      }
    }
    return new StagedList(copy, digest);
  }

  /**
   * Where the lists of a slot go. Complete lists by the issuer's own key have the issuer's
   * directory; others one below, so that each slot's newest lists are kept.
   *
   * @param issuer the configured name
   */
  Path home(String issuer, SlotKey slot, boolean plain) {
    Path home = directory.resolve(issuer);
    return plain ? home : home.resolve(slot.id());
  }

  /** Where the issuance lists of a segment go. */
  Path issuanceHome(String issuer, ListSegment segment) {
    return directory
        .resolve(issuer)
        .resolve("issued-%d-%d".formatted(segment.version(), segment.number()));
  }

  /** Where a list of a slot goes. */
  Path place(Path home, ListFacts facts) {
    return (facts.isDelta() ? home.resolve(DELTAS) : home).resolve(name(facts.identity()));
  }

  /** The slot's directory of a file that is archived. */
  static Path homeOf(Path file) {
    Path home = file.resolveSibling("");
    return DELTAS.equals(String.valueOf(home.getFileName())) ? home.resolveSibling("") : home;
  }

  /**
   * Makes a staged list durable under its final name.
   *
   * @throws IOException if that fails; what was kept before is untouched
   */
  void keep(StagedList staged, Path kept) throws IOException {
    Path home = kept.resolveSibling("");
    createDurably(home);
    files.force(staged.file());
    files.replace(staged.file(), kept);
    files.forceDirectory(home);
  }

  /** What keeps vanished entries beside the lists; makes the directory. */
  void prepare(Path home) throws IOException {
    createDurably(home);
  }

  DurableFiles files() {
    return files;
  }

  /** Puts a list out of use for good. */
  void withdraw(Path file) throws IOException {
    if (Files.exists(file)) {
      files.replace(file, file.resolveSibling(file.getFileName() + WITHDRAWN));
      files.forceDirectory(file.resolveSibling(""));
    }
  }

  /**
   * Creates a directory and what is missing above it, and forces each one's name in its parent: a
   * list in a directory that a power cut takes away would be lost with it. A failure leaves
   * directories whose names were forced, so that the next try begins where this one ended.
   */
  private void createDurably(Path wanted) throws IOException {
    if (Files.isDirectory(wanted)) {
      return;
    }
    Path parent = wanted.toAbsolutePath().getParent();
    if (parent == null) {
      throw new NoSuchFileException(wanted.toString());
    }
    createDurably(parent);
    Files.createDirectory(wanted);
    try {
      files.forceDirectory(parent);
    } catch (IOException e) {
      Files.deleteIfExists(wanted);
      throw e;
    }
  }

  /**
   * Deletes files of lists that are neither in use nor one of the two newest others.
   *
   * @param all files that this archive has named, of one slot and kind
   * @param inUse those that must stay
   * @return what is left
   */
  Set<Path> prune(Collection<Path> all, Collection<Path> inUse) throws IOException {
    List<Path> others = new ArrayList<>(all);
    others.removeIf(file -> inUse.contains(file) || !isOurs(file));
    others.sort(Comparator.comparing(ListArchive::modified));
    Set<Path> left = new LinkedHashSet<>(all);
    for (Path old : others.subList(0, Math.max(0, others.size() - KEPT_BEFORE))) {
      Files.deleteIfExists(old);
      Files.deleteIfExists(OriginFile.beside(old));
      left.remove(old);
    }
    return left;
  }

  /** Deletes what a crash left half-written; returns how many files that were. */
  int removeLeftovers() throws IOException {
    int removed = 0;
    for (Path file : walk()) {
      if (file.toString().endsWith(TEMPORARY)) {
        Files.deleteIfExists(file);
        removed++;
      }
    }
    return removed;
  }

  /** Every file with a list, the last modified last. */
  List<Path> contents() throws IOException {
    List<Path> found = new ArrayList<>(walk());
    found.removeIf(
        file ->
            file.toString().endsWith(OriginFile.SUFFIX)
                || file.toString().endsWith(WITHDRAWN)
                || file.toString().endsWith(TEMPORARY)
                || VanishedStore.isOne(file));
    found.sort(Comparator.comparing(ListArchive::modified));
    return found;
  }

  private List<Path> walk() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory, DEPTH)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether this archive has given the file its name; such a file is never written to again. */
  boolean isOurs(Path file) {
    return OURS.matcher(file.getFileName().toString()).matches()
        && !directory.toAbsolutePath().equals(file.toAbsolutePath().getParent());
  }

  /** The path below this archive, for messages. */
  String label(Path file) {
    return directory.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
  }

  /**
   * The octets of a file that nobody changes: on the heap up to {@code heapLimit}, else mapped. A
   * mapping outlives the file's name.
   */
  static ByteBuffer open(Path file, long heapLimit) throws IOException, ListRefusedException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      requireServable(size);
      return size <= heapLimit
          ? ByteBuffer.wrap(Files.readAllBytes(file))
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
    }
  }

  /** SHA-256 over a file's content. */
  static byte[] sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, out);
    }
    return digest.digest();
  }

  /** Whether the file's name carries the digest of its content. */
  static boolean isNamedAfter(Path file, byte[] sha256) {
    String digits = HexFormat.of().formatHex(sha256).substring(0, 16);
    return file.getFileName().toString().endsWith("-" + digits + ".crl");
  }

  private static void requireServable(long octets) throws ListRefusedException {
    if (octets > MAX_OCTETS) {
      throw new ListRefusedException(
          Reason.TOO_LARGE,
          "the file has %d octets; 2 GiB is the limit".formatted(octets),
          "have the CA publish shorter lists");
    }
  }

  private static String name(ListIdentity identity) {
    String order =
        identity.number() != null
            ? "0".repeat(Math.max(0, 20 - identity.number().toString().length()))
                + identity.number()
            : TIME.format(identity.thisUpdate());
    return order + "-" + identity.sha256().substring(0, 16) + ".crl";
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
