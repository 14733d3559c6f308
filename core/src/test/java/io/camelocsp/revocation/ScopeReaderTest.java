package io.camelocsp.revocation;

import static io.camelocsp.revocation.RawList.THIS_UPDATE;
import static io.camelocsp.revocation.RawList.critical;
import static io.camelocsp.revocation.RawList.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestScope;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** issuingDistributionPoint and the names in it (RFC 5280 5.2.5). */
class ScopeReaderTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final BigInteger SERIAL = new BigInteger("1234567890123456789");

  private static ListOutline read(byte[] der) throws ListRefusedException {
    return ListReader.outline(ByteBuffer.wrap(der));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "empty, 3000, empty",
    "two onlyContains flags, 30068101FF8201FF, more than one kind",
    "fields out of order, 30068201FF8101FF, another element",
    "no reason, 300483020780, no reason",
    "a field that RFC 5280 lacks, 30038601FF, another element",
    "a name of no names, 3004A002A000, past the end",
    "a flag of 01, 3003810101, boolean"
  })
  void refusesABadOneAndNamesTheDefect(String what, String value, String word) {
    RawList list = new RawList(CA);
    list.extensions.add(critical("551D1C", hex(value)));
    String wrong;
    try {
      List<ListDefect> defects = read(list.der()).defects();
      wrong = defects.isEmpty() ? "" : defects.get(0).wrong();
    } catch (ListRefusedException e) {
      wrong = e.whatIsWrong();
    }
    assertThat(wrong).as(what).contains(word);
  }

  private static final byte[] INDIRECT =
      CA.crl()
          .scope(new TestScope("http://a.example/", true, false, TestScope.COMPROMISE, true))
          .freshest("http://a.example/delta.crl")
          .revoke(SERIAL, THIS_UPDATE, 1)
          .revokeOf(TestCa.ec("Other CA"), BigInteger.TWO, THIS_UPDATE)
          .der();

  @Property
  void anyDamageToAnIndirectListGivesADecisionAndNoOtherException(
      @ForAll @IntRange(max = 1 << 20) int where, @ForAll byte octet) {
    byte[] damaged = INDIRECT.clone();
    damaged[where % damaged.length] = octet;
    try {
      ListOutline list = read(damaged);
      ListReader.Scan scan = ListReader.scan(list, 100);
      int entries = 0;
      for (X500Principal issuer : scan.runs().issuers()) {
        entries += RevocationIndex.of(list.der(), scan.runs().of(issuer)).size();
      }
      assertThat(entries).isLessThanOrEqualTo(scan.count());
    } catch (ListRefusedException e) {
      assertThat(e.reasonText()).contains("What to do");
    }
  }

  @Test
  void readsAScope() throws ListRefusedException {
    ListOutline list = read(INDIRECT);
    assertThat(list.defects()).isEmpty();
    assertThat(list.extensions().scope().clauses())
        .containsExactly(
            "distribution point http://a.example/",
            "end-entity certificates only",
            "reasons keyCompromise, cACompromise");
    assertThat(list.extensions().scope().indirect()).isTrue();
    assertThat(list.extensions().notes().freshest()).containsExactly("http://a.example/delta.crl");
  }

  @Test
  void aNameRelativeToTheIssuerIsADirectoryName() throws ListRefusedException {
    RawList list = new RawList(TestCa.ec("O=Acme,CN=Acme"));
    // [0] { [1] { SEQUENCE { commonName, UTF8String "7" } } }
    list.extensions.add(critical("551D1C", hex("300EA00CA10A300806035504030C0137")));
    assertThat(read(list.der()).extensions().scope().points())
        .containsExactly(DistributionPoint.parse("CN=7,CN=Acme,O=Acme"));
  }
}
