package io.camelocsp.standalone.init;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=Acme CA,O=Acme|acme-ca",
        "O=Bänk Östra AB,C=SE|bank-ostra-ab",
        "CN=2nd CA|ca-2nd-ca",
        "CN=\u65e5\u672c|ca",
        "C=SE|ca",
        "CN=---x---|x",
        "CN=An extremely long name of a certification authority|an-extremely-long-name-of-a-cert",
      })
  void isWhatConfigurationNamesMayBe(String subject, String name) {
    assertThat(IssuerName.of(new X500Principal(subject)))
        .isEqualTo(name)
        .matches("[a-z][a-z0-9-]*");
  }
}
