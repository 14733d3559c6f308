package io.camelocsp.billing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one batch, one record each. At tens of thousands of requests a second the writer's
 * work counts with theirs, so buffer, generator and the text of the current second are kept. Not
 * thread-safe.
 */
final class JournalLines {
  private static final JsonFactory JSON = new JsonFactory().setRootValueSeparator(null);

  private final JournalFormat format;
  private final Buffer buffer = new Buffer();
  private final TimeText times = new TimeText();
  private final StringBuilder row = new StringBuilder();
  private @Nullable JsonGenerator json;

  JournalLines(JournalFormat format) {
    this.format = format;
  }

  /** How many octets there are. */
  int size() {
    return buffer.size();
  }

  /** Begins the next batch; the octets of the last one are gone. */
  void clear() {
    buffer.reset();
  }

  /** Adds what a file begins with. */
  void addHeader() {
    buffer.writeBytes(format.header());
  }

  /**
   * Adds a record and the end of its line.
   *
   * @throws RuntimeException if the record cannot be written; then nothing of it is there
   */
  void add(BillingRecord billingRecord) {
    if (format == JournalFormat.CSV) {
      row.setLength(0);
      CsvRow.write(billingRecord, times.of(billingRecord.time()), row);
      buffer.writeBytes(row.toString().getBytes(StandardCharsets.UTF_8));
    } else {
      addJson(billingRecord);
    }
  }

  private void addJson(BillingRecord billingRecord) {
    int before = buffer.size();
    try {
      if (json == null) {
        json = JSON.createGenerator(buffer);
      }
      billingRecord.write(json, times.of(billingRecord.time()));
      json.flush();
    } catch (IOException | RuntimeException e) {
      // The generator is in the middle of something now. A text that is no UTF-16 passes here.
      json = null;
      buffer.truncate(before);
      buffer.writeBytes(billingRecord.toJson().getBytes(StandardCharsets.UTF_8));
    }
    buffer.write('\n');
  }

  /** What was added since {@link #clear}; a view that lasts until then. */
  ByteBuffer octets() {
    return buffer.view();
  }

  /** Lets go of what a half-written record left behind, and of no octet before that. */
  private static final class Buffer extends ByteArrayOutputStream {
    void truncate(int size) {
      count = size;
    }

    ByteBuffer view() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
