package io.camelocsp.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URISyntaxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LdapUrlTest {
  @Test
  void theNameIsDecodedOnce() throws Exception {
    LdapUrl url = LdapUrl.of(URI.create("ldap://dir.example/cn=CA01,o=Acme%20%2541,c=SE"));
    assertThat(url)
        .isEqualTo(new LdapUrl(false, "dir.example", 389, "cn=CA01,o=Acme%20%2541,c=SE"));
    assertThat(url.name()).isEqualTo("cn=CA01,o=Acme %41,c=SE");
    assertThat(url.providerUrl()).isEqualTo("ldap://dir.example:389/cn=CA01,o=Acme%20%2541,c=SE");
  }

  @Test
  void tlsHasItsOwnPortAndAddressesMayBeOfVersionSix() throws Exception {
    assertThat(LdapUrl.of(URI.create("LDAPS://[::1]/c=SE")).providerUrl())
        .isEqualTo("ldaps://[::1]:636/c=SE");
  }

  @Test
  void attributesAndFilterOfAUrlInAListAreLeftOut() throws Exception {
    assertThat(
            LdapUrl.of(URI.create("ldap://h:1389/c=SE?deltaRevocationList;binary?base?(a=b)"))
                .providerUrl())
        .isEqualTo("ldap://h:1389/c=SE");
  }

  @Test
  void whatNamesNoHostOrEntryIsRefused() {
    assertRefused("ldap:///c=SE", "names no host");
    assertRefused("ldap://user:pin@h/c=SE", "names no host");
    assertRefused("ldap://h", "names no entry");
    assertRefused("ldap://h/", "names no entry");
    assertRefused("http://h/c=SE", "no ldap URL");
    assertRefused("ldap://h:0/c=SE", "port 0");
  }

  @Property(tries = 1_000)
  void anyUrlIsReadOrRefused(@ForAll String rest) {
    URI uri;
    try {
      uri = new URI("ldap://h/" + rest);
    } catch (URISyntaxException e) {
      return;
    }
    try {
      LdapUrl url = LdapUrl.of(uri);
      assertThat(url.providerUrl()).startsWith("ldap://h:389/").doesNotContain("?");
      assertThat(url.name()).isNotNull();
    } catch (FetchException e) {
      assertThat(e.getMessage()).contains("ldap URL");
    }
  }

  private static void assertRefused(String url, String text) {
    assertThatThrownBy(() -> LdapUrl.of(URI.create(url)))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(text);
  }
}
