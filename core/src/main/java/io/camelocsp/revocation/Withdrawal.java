package io.camelocsp.revocation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files of the archive out of use for good, all of them or none. Which ones is written down
 * first; when that is on the disk, the next start finishes what a crash interrupts. One file after
 * the other alone would not do: a base whose delta is gone already makes good what the delta
 * revoked. Stateless.
 */
final class Withdrawal {
  private static final String NOTE = ".forget" + ListArchive.WITHDRAWN;

  private static final Logger LOG = LoggerFactory.getLogger(Withdrawal.class);

  private Withdrawal() {}

  /**
   * Puts the files out of use; those that are not there do not matter.
   *
   * @throws IOException if that cannot be written down; then nothing has changed
   */
  static void of(ListArchive archive, Collection<Path> all) throws IOException {
    List<Path> files = all.stream().filter(Files::exists).toList();
    if (files.isEmpty()) {
      return;
    }
    String id = UUID.randomUUID().toString();
    Path half = archive.directory().resolve(id + ListArchive.TEMPORARY);
    Path note = archive.directory().resolve(id + NOTE);
    try {
      try (OutputStream out = Channels.newOutputStream(archive.files().create(half))) {
        out.write(
            files.stream()
                .map(each -> archive.directory().relativize(each) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
      }
      archive.files().force(half);
      archive.files().replace(half, note);
      archive.files().forceDirectory(archive.directory());
    } catch (IOException e) {
      Files.deleteIfExists(note);
      Files.deleteIfExists(half);
      throw e;
    }
    try {
      finish(archive, note);
    } catch (IOException e) {
      LOG.warn(
          "lists that were dropped could not be put aside, the next start does it: {}",
          e.toString());
    }
  }

  /** Finishes what a crash interrupted; returns how many files were put out of use. */
  static int finishAll(ListArchive archive) throws IOException {
    if (!Files.isDirectory(archive.directory())) {
      return 0;
    }
    List<Path> notes;
    try (Stream<Path> files = Files.list(archive.directory())) {
      notes = files.filter(each -> each.toString().endsWith(NOTE)).toList();
    }
    int finished = 0;
    for (Path note : notes) {
      finished += finish(archive, note);
    }
    return finished;
  }

  private static int finish(ListArchive archive, Path note) throws IOException {
    int finished = 0;
    for (String line : Files.readAllLines(note, StandardCharsets.UTF_8)) {
      Path file = archive.directory().resolve(line).normalize();
      if (file.startsWith(archive.directory().normalize()) && Files.exists(file)) {
        archive.withdraw(file);
        Files.deleteIfExists(OriginFile.beside(file));
        finished++;
      }
    }
    Files.delete(note);
    archive.files().forceDirectory(archive.directory());
    return finished;
  }
}
