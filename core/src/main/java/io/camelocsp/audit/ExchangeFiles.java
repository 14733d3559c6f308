package io.camelocsp.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.camelocsp.certificate.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an exchange log: {@code exchanges.jsonl}, which is written, and {@code
 * exchanges-000000001.jsonl}, …, which are full. Not thread-safe.
 */
final class ExchangeFiles {
  private static final Pattern FULL = Pattern.compile("exchanges-(\\d{9})\\.jsonl");
  private static final JsonFactory JSON = new JsonFactory().setRootValueSeparator(null);

  private final Path directory;
  private final long rotateAtOctets;
  private final int keptFiles;
  private @Nullable FileChannel channel;

  private record Full(Path file, long number) {}

  private ExchangeFiles(Path directory, long rotateAtOctets, int keptFiles) {
    this.directory = directory;
    this.rotateAtOctets = rotateAtOctets;
    this.keptFiles = keptFiles;
  }

  static ExchangeFiles open(Path directory, long rotateAtOctets, int keptFiles) throws IOException {
    ExchangeFiles files = new ExchangeFiles(directory, rotateAtOctets, keptFiles);
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, DurableFile.mode(directory, "rwx------"));
    }
    files.channel = files.append();
    return files;
  }

  /** Writes records; what is wrong then may have left a part of them. */
  void write(List<ExchangeRecord> records) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = append();
      channel = open;
    }
    if (open.size() >= rotateAtOctets) {
      close();
      rotate();
      open = append();
      channel = open;
    }
    ByteBuffer lines = ByteBuffer.wrap(lines(records));
    try {
      while (lines.hasRemaining()) {
        open.write(lines);
      }
    } catch (IOException e) {
      close(); // the next one ends the line that may be half
      throw e;
    }
  }

  private FileChannel append() throws IOException {
    Path current = directory.resolve("exchanges.jsonl");
    FileChannel opened =
        FileChannel.open(
            current,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            DurableFile.mode(directory, "rw-------"));
    if (opened.size() > 0) {
      try (FileChannel read = FileChannel.open(current, StandardOpenOption.READ)) {
        ByteBuffer last = ByteBuffer.allocate(1);
        read.read(last, read.size() - 1);
        if (last.get(0) != '\n') {
          opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
      } catch (IOException e) {
        opened.close();
        throw e;
      }
    }
    return opened;
  }

  private void rotate() throws IOException {
    List<Full> full = full();
    long next = full.isEmpty() ? 1 : full.get(full.size() - 1).number() + 1;
    Files.move(
        directory.resolve("exchanges.jsonl"),
        directory.resolve("exchanges-%09d.jsonl".formatted(next)),
        StandardCopyOption.ATOMIC_MOVE);
    for (int i = 0; i < full.size() + 1 - keptFiles; i++) {
      Files.deleteIfExists(full.get(i).file());
    }
  }

  private List<Full> full() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(
              each -> {
                Matcher name = FULL.matcher(each.getFileName().toString());
                return new Full(each, name.matches() ? Long.parseLong(name.group(1)) : 0);
              })
          .filter(each -> each.number() > 0)
          .sorted(Comparator.comparingLong(Full::number))
          .toList();
    }
  }

  private static byte[] lines(List<ExchangeRecord> records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      for (ExchangeRecord each : records) {
        json.writeStartObject();
        json.writeStringField("time", each.time().toString());
        json.writeStringField("responder", each.responder());
        if (each.clientAddress() != null) {
          json.writeStringField("client", each.clientAddress());
        }
        byte[] request = each.request();
        if (request != null) {
          json.writeBinaryField("request", request);
        }
        json.writeBinaryField("response", each.response());
        json.writeStringField("via", each.via());
        if (each.trace() != null) {
          json.writeStringField("trace", each.trace());
        }
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
    return out.toByteArray();
  }

  /** Closes the file; whatever is wrong with that, the next one is opened anew. */
  void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.force(false);
        open.close();
      } catch (IOException e) {
        // Nothing of it can be saved here.
      }
    }
  }
}
