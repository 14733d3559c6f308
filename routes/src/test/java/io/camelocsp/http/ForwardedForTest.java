package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trusted ones are 10.0.0.0/8; the connection comes from 10.0.0.1. */
class ForwardedForTest {
  private static final AddressRange TRUSTED = AddressRange.parse("10.0.0.0/8");

  private static String client(String... fields) throws UnknownHostException {
    return ForwardedFor.client(
            List.of(fields), InetAddress.getByName("10.0.0.1"), TRUSTED::contains)
        .getHostAddress();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "198.51.100.9, 192.0.2.1, 10.0.0.2 | 192.0.2.1",
        "198.51.100.9,192.0.2.1,10.0.0.2,10.3.3.3 | 192.0.2.1",
        "10.0.0.3, 10.0.0.2 | 10.0.0.3",
        "192.0.2.1:4711 | 192.0.2.1",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "::ffff:192.0.2.1 | 192.0.2.1",
        "'192.0.2.1, , 10.0.0.2,' | 192.0.2.1"
      })
  void isTheLastAddressThatIsNotTrusted(String field, String expected) throws UnknownHostException {
    assertThat(client(field)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown | 10.0.0.1",
        "'' | 10.0.0.1",
        "',' | 10.0.0.1",
        "192.0.2.1, unknown, 10.0.0.2 | 10.0.0.2",
        "192.0.2.1, [10.0.0.3 | 10.0.0.1",
        "evil.example | 10.0.0.1"
      })
  void isTheTrustedOneWhoWroteWhatCannotBeRead(String field, String expected)
      throws UnknownHostException {
    assertThat(client(field)).isEqualTo(expected);
  }

  @Test
  void readsSeveralFieldsAsOne() throws UnknownHostException {
    assertThat(client("198.51.100.9, 192.0.2.1", "10.0.0.2")).isEqualTo("192.0.2.1");
    assertThat(client("192.0.2.1", "unknown")).isEqualTo("10.0.0.1");
    assertThat(client()).isEqualTo("10.0.0.1");
  }

  @Property
  void takesAnyText(@ForAll List<String> fields) throws UnknownHostException {
    assertThat(client(fields.toArray(String[]::new))).isNotEmpty();
  }

  @Property
  void believesNothingLeftOfAStranger(@ForAll String claim) throws UnknownHostException {
    assertThat(client(claim + ", 192.0.2.1, 10.0.0.2")).isEqualTo("192.0.2.1");
  }
}
