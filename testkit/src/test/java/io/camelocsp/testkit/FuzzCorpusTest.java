package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzCorpusTest {
  private static final byte[] TEXT = ascii("GET /a\\b|#\r\n");
  private static final byte[] DER = {0x30, 0x03, 0x02, 0x01, (byte) 0xFF};

  @Test
  void readsBackWhatItWroteShortestFirst() {
    List<byte[]> inputs = List.of(TEXT, DER, new byte[0], ascii("|"), ascii("#"), ascii("00"));
    List<byte[]> read = FuzzCorpus.parse(FuzzCorpus.format(inputs));
    assertThat(read).containsExactly(new byte[0], ascii("#"), ascii("|"), ascii("00"), DER, TEXT);
  }

  @Test
  void writesTextAsText() {
    assertThat(FuzzCorpus.format(List.of(TEXT, DER)).lines().skip(1))
        .containsExactly("30030201ff", "|GET /a\\5cb|#\\0d\\0a");
  }

  @Test
  void keepsNothingLong() {
    byte[] longest = new byte[FuzzCorpus.MAX_INPUT];
    byte[] longer = new byte[FuzzCorpus.MAX_INPUT + 1];
    assertThat(FuzzCorpus.parse(FuzzCorpus.format(List.of(longer, longest))))
        .containsExactly(longest);
  }

  @Test
  void packsWhatItUnpacked(@TempDir Path directory) throws Exception {
    Path corpus = directory.resolve("corpus");
    Path copy = directory.resolve("copy");
    Path inputs = Files.createDirectory(directory.resolve("inputs"));
    Files.writeString(corpus, FuzzCorpus.format(List.of(TEXT, DER)));
    FuzzCorpus.main("unpack", corpus.toString(), inputs.toString());
    FuzzCorpus.main("pack", inputs.toString(), copy.toString());
    assertThat(copy).hasSameTextualContentAs(corpus);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
