package io.camelocsp.billing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads the records of whole journals again, file by file, packed or not, in either format. It
 * holds one line at a time. A line that is no record is reported and passed over. Not thread-safe.
 */
public final class JournalReader {
  /** Takes what is read, in the order of the file. */
  public interface Sink {
    /** A record. */
    void record(BillingRecord billingRecord);

    /**
     * A line that is none.
     *
     * @param line its number, from 1
     */
    void damaged(long line, String reason);

    /** The last line has no end: it is being written, or its process was killed. */
    void unfinished(long octets);
  }

  private static final Pattern NAME = Pattern.compile("(.+\\.(?:jsonl|csv))(\\.gz)?");
  private static final Pattern FINISHED =
      Pattern.compile(".+-\\d{8}T\\d{9}Z\\.(?:jsonl|csv)(\\.gz)?");
  private static final int BUFFER = 128 * 1024;

  private final RecordParser parser = new RecordParser();
  private final Counted counted = new Counted();

  /**
   * The files of journals in a directory, in the order of their names, which is that of their
   * records. Of a file that is there packed and plain (its packing was interrupted) it is one.
   */
  public static List<Path> filesIn(Path directory) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path each : all) {
        Matcher name = NAME.matcher(String.valueOf(each.getFileName()));
        if (name.matches() && name.group(1).charAt(0) != '.' && Files.isRegularFile(each)) {
          boolean packed = name.group(2) != null;
          files.merge(name.group(1), each, (one, other) -> packed ? one : other);
        }
      }
    }
    return new ArrayList<>(files.values());
  }

  /** Whether the file has the name of a finished one; the others are written to, or foreign. */
  public static boolean isFinished(Path file) {
    return FINISHED.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** How many octets of files were read so far, as they are on the disk. */
  public long octets() {
    return counted.octets;
  }

  /**
   * Reads a file to its end.
   *
   * @throws IOException if it cannot be read, or not further; what came before was reported
   */
  public void read(Path file, Sink sink) throws IOException {
    read(file, Files.newInputStream(file), sink);
  }

  /**
   * As {@link #read(Path, Sink)}, of a file that was opened before, which may have got another name
   * since. Closes it.
   *
   * @param file its name when it was opened
   */
  public void read(Path file, InputStream opened, Sink sink) throws IOException {
    InputStream disk = counted.over(opened);
    try (disk;
        LineStream lines =
            new LineStream(
                file.toString().endsWith(JournalNames.PACKED)
                    ? new GZIPInputStream(new BufferedInputStream(disk, BUFFER), BUFFER)
                    : disk,
                0)) {
      long number = 0;
      while (lines.next()) {
        number++;
        line(lines, number, sink);
      }
      if (lines.unfinished() > 0) {
        sink.unfinished(lines.unfinished());
      }
    }
  }

  private void line(LineStream lines, long number, Sink sink) {
    int length = lines.length();
    if (length == 0) {
      return;
    }
    try {
      if (lines.octets()[lines.start()] == '{') {
        sink.record(parser.json(lines.octets(), lines.start(), length));
        return;
      }
      String row = new String(lines.octets(), lines.start(), length, StandardCharsets.UTF_8);
      if (!row.equals(CsvRow.HEADER)) {
        sink.record(parser.csv(row));
      }
    } catch (DamagedLineException e) {
      sink.damaged(number, String.valueOf(e.getMessage()));
    }
  }

  /** Counts what goes through it. */
  private static final class Counted {
    private long octets;

    InputStream over(InputStream in) {
      return new FilterInputStream(in) {
        @Override
        public int read() throws IOException {
          int octet = in.read();
          octets += octet < 0 ? 0 : 1;
          return octet;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
          int read = in.read(to, from, length);
          octets += Math.max(0, read);
          return read;
        }
      };
    }
  }
}
