package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example in docs/issuance-lists.md is what we read. */
class IssuanceListsPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```hex\n([0-9a-f\n]+)```");

  @Test
  void theExampleIsAnIssuanceListOfTwoSerialNumbers() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "issuance-lists.md")));
    assertThat(example.find()).isTrue();
    byte[] der = HexFormat.of().parseHex(example.group(1).replace("\n", ""));
    ListOutline list = ListReader.outline(ByteBuffer.wrap(der));

    assertThat(list.defects()).isEmpty();
    assertThat(list.extensions().kind()).isEqualTo(ListKind.ISSUANCE_LIST);
    assertThat(list.extensions().notes().segment()).isEqualTo(ListSegment.ONLY);
    assertThat(list.extensions().number()).isEqualTo(17);
    assertThat(ListReader.scan(list, 10).count()).isEqualTo(2);
  }
}
