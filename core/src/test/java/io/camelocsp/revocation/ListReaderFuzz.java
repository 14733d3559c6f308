package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListEncoding.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuzz target: any file is refused with a reason, or a list whose every entry is found, and says
 * what a foreign parser reads.
 */
public final class ListReaderFuzz {
  private static final int MAX_ENTRIES = 100;

  private ListReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, DerException {
    accepts(data);
  }

  /** Whether it can be indexed, with whatever defects. */
  static boolean accepts(byte[] data) throws IOException, DerException {
    try {
      check(data.length > 0 && data[0] == ListEncoding.SEQUENCE ? data : decoded(data));
      return true;
    } catch (ListRefusedException e) {
      assertThat(e.reasonText()).contains("What to do").hasSizeLessThan(1000);
      return false;
    }
  }

  private static byte[] decoded(byte[] pem) throws IOException, ListRefusedException {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    ListEncoding.copyDer(new ByteArrayInputStream(pem), der);
    assertThat(der.size()).isLessThan(pem.length);
    return der.toByteArray();
  }

  private static void check(byte[] der) throws ListRefusedException, DerException {
    ListOutline list = ListReader.outline(ByteBuffer.wrap(der));
    ListReader.Scan lenient = ListReader.scanLeniently(list);
    ListInspection seen = ListInspection.of(list, Form.DER, "", null, RawList.THIS_UPDATE);
    assertThat(seen.entries()).isEqualTo(lenient.count());
    ListReader.Scan scan = ListReader.scan(list, MAX_ENTRIES);
    assertThat(scan.count()).isEqualTo(lenient.count());
    assertThat(scan.defects()).isEqualTo(lenient.defects());
    assertThat(scan.runs().issuers()).isEqualTo(lenient.runs().issuers());

    List<ForeignList.Entry> entries = entries(list, scan.count());
    Map<SerialNumber, ListEntry> said = new HashMap<>();
    entries.forEach(entry -> said.put(entry.serial(), entry.said()));
    RevocationIndex index = RevocationIndex.of(list.der(), list.entries(), scan.count());
    assertThat(index.size()).isEqualTo(said.size());
    for (SerialNumber serial : said.keySet()) {
      SerialNumber next = SerialNumber.of(serial.toBigInteger().add(BigInteger.ONE));
      assertThat(index.find(serial)).isEqualTo(said.get(serial));
      assertThat(index.find(next)).isEqualTo(said.get(next));
    }
    ForeignList foreign = ForeignList.read(der);
    assertThat(foreign == null || foreign.entries().equals(entries)).as("as read here").isTrue();
  }

  private static List<ForeignList.Entry> entries(ListOutline list, int count) throws DerException {
    DerBuffer der = list.der();
    int end = list.entries().end();
    EntryReader reader = new EntryReader(der);
    List<ForeignList.Entry> entries = new ArrayList<>();
    int at = list.entries().start();
    while (at < end) {
      long serial = reader.serial(at, end);
      byte[] octets = der.copy(DerBuffer.start(serial), DerBuffer.end(serial));
      entries.add(new ForeignList.Entry(SerialNumber.ofOctets(octets), reader.read(at)));
      at = DerBuffer.end(der.element(at, end));
    }
    assertThat(entries).hasSize(count);
    return entries;
  }
}
