package io.camelocsp.revocation;

import io.camelocsp.der.DerException;
import io.camelocsp.revocation.VanishedFile.Lot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what vanished in files beside the lists, {@code held-SLOT-ISSUER.der} and {@code
 * retained-SLOT-ISSUER.der}; both names are digests, so that they outlive a renaming in the
 * configuration. Used by one thread at a time.
 */
final class VanishedStore {
  private static final Pattern NAME =
      Pattern.compile("(held|retained)-[0-9a-f]{16}-[0-9a-f]{16}\\.der");

  private final DurableFiles files;
  private final long heapLimit;

  /**
   * @param heapLimit files up to this size are kept on the heap
   */
  VanishedStore(DurableFiles files, long heapLimit) {
    this.files = files;
    this.heapLimit = heapLimit;
  }

  /** Whether a file is one of these, going by its name. */
  static boolean isOne(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /** What vanished from a slot's lists, for one issuer. */
  Vanished read(ListSlot slot, IssuerData issuer) throws IOException {
    return new Vanished(read(held(slot, issuer)), read(retained(slot, issuer)));
  }

  private @Nullable VanishedFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      VanishedFile read = VanishedFile.of(ListArchive.open(file, heapLimit));
      return read.size() == 0 ? null : read;
    } catch (DerException | ListRefusedException e) {
      throw new IOException(
          "%s is damaged (%s): lists of its issuer are not taken in. Restore it from a backup, or delete it if the entries that vanished need not stay revoked"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  @Nullable VanishedFile writeHeld(ListSlot slot, IssuerData issuer, List<Lot> lots)
      throws IOException {
    return write(held(slot, issuer), lots);
  }

  @Nullable VanishedFile writeRetained(ListSlot slot, IssuerData issuer, List<Lot> lots)
      throws IOException {
    return write(retained(slot, issuer), lots);
  }

  /** Replaces a file; when this returns, it is on the disk. */
  private @Nullable VanishedFile write(Path file, List<Lot> lots) throws IOException {
    Path home = file.resolveSibling("");
    if (lots.isEmpty()) {
      if (Files.deleteIfExists(file)) {
        files.forceDirectory(home);
      }
      return null;
    }
    Path half = home.resolve(UUID.randomUUID() + ListArchive.TEMPORARY);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(files.create(half)), 1 << 16)) {
        VanishedFile.write(lots, out);
      }
      files.force(half);
      files.replace(half, file);
      files.forceDirectory(home);
    } finally {
      Files.deleteIfExists(half);
    }
    return read(file);
  }

  /** All of a file, if there is one, and one lot more behind. */
  static List<Lot> append(@Nullable VanishedFile file, Lot more) {
    List<Lot> lots = new ArrayList<>(file == null ? List.of() : file.lots((serial, entry) -> true));
    if (more.entries().count() > 0) {
      lots.add(more);
    }
    return lots;
  }

  /** Where both are kept, whether there is anything or not. */
  static List<Path> files(ListSlot slot, IssuerData issuer) {
    return List.of(held(slot, issuer), retained(slot, issuer));
  }

  private static Path held(ListSlot slot, IssuerData issuer) {
    return slot.home.resolve("held-" + names(slot, issuer));
  }

  private static Path retained(ListSlot slot, IssuerData issuer) {
    return slot.home.resolve("retained-" + names(slot, issuer));
  }

  private static String names(ListSlot slot, IssuerData issuer) {
    String who =
        SlotKey.digest(
            issuer.issuer().subjectDer(),
            issuer.issuer().certificate().getPublicKey().getEncoded());
    return slot.key.id() + "-" + who + ".der";
  }
}
