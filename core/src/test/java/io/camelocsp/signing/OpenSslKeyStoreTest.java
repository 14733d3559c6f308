package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.certificate.Pem;
import io.camelocsp.signing.SignerRefusedException.Reason;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A CA that is nothing but {@code openssl}, as many operators have it. */
@EnabledIf("io.camelocsp.testkit.OpenSsl#available")
class OpenSslKeyStoreTest {
  private static final String EXTENSIONS =
      """
      [ocsp]
      keyUsage = critical, digitalSignature
      extendedKeyUsage = OCSPSigning
      noCheck = ignored
      [tls]
      keyUsage = critical, digitalSignature
      extendedKeyUsage = serverAuth
      """;

  @TempDir Path directory;
  private List<Issuer> issuers = List.of();

  @BeforeEach
  void makeCa() throws IOException {
    Files.writeString(directory.resolve("ext.cnf"), EXTENSIONS);
    newCa("ca", "/CN=OpenSSL CA");
    issuers = List.of(new Issuer("acme", Pem.certificate(directory.resolve("ca.pem"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-legacy", "-nomac"})
  void loadsWhatOpensslExports(String option) throws Exception {
    request("CN=signer");
    issue("ocsp", "ca");

    ResponseSigner signer = SignerLoader.load(Signers.source(export(option)), issuers);

    assertThat(signer.trust()).isEqualTo(SignerTrust.DELEGATED);
    assertThat(signer.issuers()).isEqualTo(issuers);
  }

  @Test
  void refusesServerCertificate() throws Exception {
    request("CN=signer");
    issue("tls", "ca");

    assertRefused(Reason.NOT_FOR_OCSP_SIGNING, "OCSPSigning");
  }

  @Test
  void refusesCertificateOfAnotherCa() throws Exception {
    newCa("other", "/CN=Other CA");
    request("CN=signer");
    issue("ocsp", "other");

    assertRefused(Reason.WRONG_ISSUER, "CN=Other CA", "CN=OpenSSL CA");
  }

  private void assertRefused(Reason reason, String... words) {
    SignerRefusedException refusal =
        catchThrowableOfType(
            SignerRefusedException.class,
            () -> SignerLoader.load(Signers.source(export("")), issuers));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.getMessage()).contains(words);
  }

  /** Key and request are ours, as after {@code camel-ocsp init}. */
  private void request(String subject) throws IOException {
    SignerRequest request = SignerRequest.make(SignerKeyKind.EC_P256, new X500Principal(subject));
    request.writeKey(directory.resolve("signer.key"));
    request.writeRequest(directory.resolve("signer.csr"));
  }

  private void newCa(String name, String subject) {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout @KEY -out @CA"
            .replace("@KEY", path(name + ".key"))
            .replace("@CA", path(name + ".pem")),
        "-subj",
        subject);
  }

  private void issue(String section, String ca) {
    openssl(
        "x509 -req -days 10 -in @CSR -CA @CA -CAkey @KEY -out @OUT -extfile @EXT -extensions @SECTION"
            .replace("@CSR", path("signer.csr"))
            .replace("@CA", path(ca + ".pem"))
            .replace("@KEY", path(ca + ".key"))
            .replace("@OUT", path("signer.pem"))
            .replace("@EXT", path("ext.cnf"))
            .replace("@SECTION", section));
  }

  private Path export(String option) {
    openssl(
        "pkcs12 -export -inkey @KEY -in @CERT -out @P12 -passout pass:changeit "
                .replace("@KEY", path("signer.key"))
                .replace("@CERT", path("signer.pem"))
                .replace("@P12", path("signer.p12"))
            + option);
    return directory.resolve("signer.p12");
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static void openssl(String words, String... more) {
    List<String> arguments = new ArrayList<>(List.of(words.strip().split(" +")));
    arguments.addAll(List.of(more));
    ToolResult result = OpenSsl.run(arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
