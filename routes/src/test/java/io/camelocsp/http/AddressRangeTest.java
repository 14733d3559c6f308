package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.64.0.0/10, 10.127.0.1, true",
    "10.64.0.0/10, 10.128.0.1, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
    "::ffff:192.0.2.7, 192.0.2.7, true",
  })
  void holdsTheAddressesOfItsNetwork(String range, String address, boolean expected)
      throws UnknownHostException {
    assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost | it is neither an IP address nor a network",
        "10.0.0 | it is neither an IP address nor a network",
        "10.0.0.256 | it is neither an IP address nor a network",
        "10.0.0.0/ | it is neither an IP address nor a network",
        "10.0.0.0/-1 | it is neither an IP address nor a network",
        "fe80::1%eth0 | it is neither an IP address nor a network",
        "10.0.0.0/33 | its prefix is longer than 32",
        "::/129 | its prefix is longer than 128",
        "10.1.0.0/8 | its address goes on behind its prefix of 8"
      })
  void refusesWhatIsNoRange(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRange.parse(text))
        .withMessage(reason);
  }

  @Property
  void agreesWithArithmetic(
      @ForAll @Size(4) byte[] one,
      @ForAll @Size(4) byte[] other,
      @ForAll @IntRange(max = 32) int bits)
      throws UnknownHostException {
    BigInteger network = new BigInteger(1, one).shiftRight(32 - bits).shiftLeft(32 - bits);
    byte[] base = network.add(BigInteger.ONE.shiftLeft(32)).toByteArray();
    byte[] octets = java.util.Arrays.copyOfRange(base, base.length - 4, base.length);
    AddressRange range =
        AddressRange.parse(InetAddress.getByAddress(octets).getHostAddress() + "/" + bits);

    assertThat(range.contains(InetAddress.getByAddress(one))).isTrue();
    assertThat(range.contains(InetAddress.getByAddress(other)))
        .isEqualTo(
            new BigInteger(1, other).shiftRight(32 - bits).equals(network.shiftRight(32 - bits)));
    assertThat(range.isEverything()).isEqualTo(bits == 0);
  }
}
