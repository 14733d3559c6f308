package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListOutline.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of entries that vanished, indexed as a list is: SEQUENCE OF SEQUENCE { vanishedAt
 * GeneralizedTime, SEQUENCE OF entry }, each entry octet for octet as its list had it, the batch
 * that vanished last behind. Immutable, thread-safe; the file is only ever replaced by another.
 */
final class VanishedFile {
  private final DerBuffer der;
  private final List<Batch> batches;
  private final RevocationIndex index;

  private VanishedFile(DerBuffer der, List<Batch> batches) {
    this.der = der;
    this.batches = List.copyOf(batches);
    this.index = RevocationIndex.of(der, batches.stream().map(Batch::entries).toList());
  }

  /** An entry, and the thisUpdate of the first list without it. */
  record Entry(ListEntry said, Instant vanishedAt) {}

  private record Batch(Instant vanishedAt, Span entries) {}

  /**
   * Entries that vanished together.
   *
   * @param vanishedAt thisUpdate of the first list without them
   */
  record Lot(Instant vanishedAt, EntrySet entries) {}

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DerException if the file is damaged
   */
  static VanishedFile of(ByteBuffer octets) throws DerException {
    DerBuffer der = new DerBuffer(octets);
    EntryReader reader = new EntryReader(der);
    EntryReader.Findings ignored = new EntryReader.Findings();
    long file = der.expect(DerTag.SEQUENCE, 0, der.size());
    der.requireEnd(DerBuffer.end(file), der.size());
    List<Batch> batches = new ArrayList<>();
    for (int at = DerBuffer.start(file); at < der.size(); ) {
      long batch = der.expect(DerTag.SEQUENCE, at, der.size());
      at = DerBuffer.end(batch);
      int time = DerBuffer.start(batch);
      Instant vanishedAt = Instant.ofEpochSecond(der.epochSecond(time, at));
      long entries = der.expect(DerTag.SEQUENCE, DerBuffer.end(der.element(time, at)), at);
      der.requireEnd(DerBuffer.end(entries), at);
      for (int entry = DerBuffer.start(entries); entry < at; ) {
        entry = reader.check(entry, at, ignored);
      }
      batches.add(new Batch(vanishedAt, new Span(DerBuffer.start(entries), at)));
    }
    return new VanishedFile(der, batches);
  }

  /** Writes the lots in this order. */
  static void write(List<Lot> lots, OutputStream out) throws IOException {
    long total = 0;
    for (Lot lot : lots) {
      total += DerWriter.sizeOf(content(lot));
    }
    if (total > Integer.MAX_VALUE - 64) {
      throw new IOException("more entries vanished than fit into a file of 2 GiB");
    }
    out.write(header((int) total));
    for (Lot lot : lots) {
      out.write(header(content(lot)));
      out.write(
          new DerWriter(DerWriter.GENERALIZED_TIME_SIZE)
              .generalizedTime(lot.vanishedAt())
              .toByteArray());
      out.write(header((int) lot.entries().octets()));
      lot.entries().writeTo(out);
    }
  }

  private static int content(Lot lot) throws IOException {
    long octets = lot.entries().octets();
    if (octets > Integer.MAX_VALUE - 64) {
      throw new IOException("more entries vanished than fit into a file of 2 GiB");
    }
    return DerWriter.GENERALIZED_TIME_SIZE + DerWriter.sizeOf((int) octets);
  }

  private static byte[] header(int contentLength) {
    return new DerWriter(DerWriter.sizeOf(contentLength) - contentLength)
        .header(DerTag.SEQUENCE, contentLength)
        .toByteArray();
  }

  /** How many different serial numbers. */
  int size() {
    return index.size();
  }

  @Nullable Entry find(SerialNumber serial) {
    int offset = index.offsetOf(serial);
    return offset < 0 ? null : new Entry(index.read(offset), vanishedAt(offset));
  }

  private Instant vanishedAt(int offset) {
    int low = 0;
    int high = batches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (batches.get(middle).entries().start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return batches.get(low).vanishedAt();
  }

  /** Decides about an entry whether it stays. */
  interface Filter {
    boolean keeps(SerialNumber serial, Entry entry);
  }

  /** What of it stays; each serial number once. Lots that are empty are left out. */
  List<Lot> lots(Filter filter) {
    List<Lot> lots = new ArrayList<>();
    for (Batch batch : batches) {
      EntrySet.Builder kept = new EntrySet.Builder(der);
      EntryCursor cursor = new EntryCursor(der, List.of(batch.entries()));
      for (; cursor.hasEntry(); cursor.advance()) {
        SerialNumber serial = cursor.serial();
        int offset = cursor.offset();
        if (index.offsetOf(serial) == offset
            && filter.keeps(serial, new Entry(index.read(offset), batch.vanishedAt()))) {
          kept.add(offset);
        }
      }
      if (kept.count() > 0) {
        lots.add(new Lot(batch.vanishedAt(), kept.build()));
      }
    }
    return lots;
  }
}
