package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries picked out of lists, by their places: four octets each, however many vanish. Immutable,
 * thread-safe.
 */
final class EntrySet {
  static final EntrySet EMPTY = new EntrySet(List.of(), 0, 0);

  private final List<Part> parts;
  private final int count;
  private final long octets;

  private EntrySet(List<Part> parts, int count, long octets) {
    this.parts = List.copyOf(parts);
    this.count = count;
    this.octets = octets;
  }

  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  private record Part(DerBuffer der, int[] offsets) {}

  /** How many. */
  int count() {
    return count;
  }

  /** How long they are together. */
  long octets() {
    return octets;
  }

  /** These and those. */
  EntrySet plus(EntrySet more) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(more.parts);
    return new EntrySet(all, count + more.count, octets + more.octets);
  }

  /** Those that {@code filter} keeps. */
  EntrySet filter(VanishedFile.Filter filter, Instant vanishedAt) {
    EntrySet kept = EMPTY;
    for (Part part : parts) {
      Builder builder = new Builder(part.der);
      EntryReader reader = new EntryReader(part.der);
      try {
        for (int offset : part.offsets) {
          long serial = reader.serial(offset, part.der.size());
          byte[] content = part.der.copy(DerBuffer.start(serial), DerBuffer.end(serial));
          if (filter.keeps(
              SerialNumber.ofOctets(content),
              new VanishedFile.Entry(reader.read(offset), vanishedAt))) {
            builder.add(offset);
          }
        }
      } catch (DerException e) {
        throw new IllegalStateException("a list has changed since it was checked", e);
      }
      kept = kept.plus(builder.build());
    }
    return kept;
  }

  /** Writes them one behind the other. */
  void writeTo(OutputStream out) throws IOException {
    WritableByteChannel channel = Channels.newChannel(out);
    for (Part part : parts) {
      int[] offsets = part.offsets;
      for (int i = 0; i < offsets.length; ) {
        int start = offsets[i];
        int end = end(part.der, start);
        // Entries that vanish together often stand together: a run is written at once.
        for (i++; i < offsets.length && offsets[i] == end; i++) {
          end = end(part.der, end);
        }
        channel.write(part.der.view(start, end));
      }
    }
  }

  private static int end(DerBuffer der, int offset) {
    try {
      return DerBuffer.end(der.element(offset, der.size()));
    } catch (DerException e) {
      throw new IllegalStateException("a list has changed since it was checked", e);
    }
  }

  /** Collects entries of one list. Not thread-safe. */
  static final class Builder {
    private final DerBuffer der;
    private int[] offsets = new int[16];
    private int count;
    private long octets;

    Builder(DerBuffer der) {
      this.der = der;
    }

    void add(int offset) {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * count);
      }
      offsets[count++] = offset;
      octets += end(der, offset) - offset;
    }

    int count() {
      return count;
    }

    EntrySet build() {
      return count == 0
          ? EMPTY
          : new EntrySet(List.of(new Part(der, Arrays.copyOf(offsets, count))), count, octets);
    }
  }
}
