package io.camelocsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.client.InquiryException.Kind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any command line gets from a check where nobody listens. */
class CheckTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Check check = new Check(() -> NOW);
  private final TestCertificate alice = CA.issue("CN=alice");
  private Path caFile;
  private Path aliceFile;
  private URI nobody;

  @BeforeEach
  void write(@TempDir Path directory) throws IOException {
    caFile = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    aliceFile = TestPem.write(directory.resolve("alice.pem"), alice.certificate());
    nobody = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
  }

  private static InquiryException failure(ThrowingCallable call) {
    InquiryException failure = catchThrowableOfType(InquiryException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void whereNobodyAnswersTheOutcomeAndTheTextSaySo() throws Exception {
    CheckResult result = check.url(nobody).issuer(caFile).run(List.of(aliceFile), List.of("4F3A"));
    List<String> lines = new ArrayList<>();
    result.print(lines::add, Highlight.NONE);

    assertThat(result.outcome()).isEqualTo(Outcome.NO_ANSWER);
    assertThat(result.at()).isEqualTo(NOW);
    assertThat(lines)
        .contains(aliceFile + ": no answer", "4F3A: no answer")
        .anyMatch(line -> line.startsWith("  certificate  CN=alice, serial "))
        .contains("  certificate  serial 4F3A of CN=Acme CA")
        .contains(
            "  refused      response: nothing answers at 127.0.0.1:"
                + nobody.getPort()
                + " (connection refused)");
  }

  @Test
  void optionsThatMakeNoSenseAreUsage() {
    assertThat(failure(() -> check.run(List.of(), List.of())))
        .hasMessageContaining("name a certificate file, or give --serial")
        .returns(Kind.USAGE, InquiryException::kind);
    assertThat(failure(() -> check.url(URI.create("ldap://x/")).run(List.of(aliceFile), List.of())))
        .hasMessageContaining("http or https")
        .returns(Kind.USAGE, InquiryException::kind);
    assertThat(failure(() -> check.url(nobody).issuer(caFile).run(List.of(), List.of("no digits"))))
        .hasMessageContaining("hexadecimal")
        .returns(Kind.USAGE, InquiryException::kind);
  }

  @Test
  void filesThatDoNotSayWhatIsNeededAreInput() {
    assertThat(failure(() -> check.run(List.of(aliceFile), List.of())))
        .hasMessageContaining("names no OCSP responder: give --url")
        .returns(Kind.INPUT, InquiryException::kind);
    assertThat(failure(() -> check.run(List.of(Path.of("nothing.pem")), List.of())))
        .hasMessageContaining("no such file")
        .returns(Kind.INPUT, InquiryException::kind);
  }

  @Test
  void anIssuerThatCannotBeFetchedIsNoAnswerWithAdvice(@TempDir Path directory) throws Exception {
    TestCertificate carol =
        CA.certificateFor("CN=carol")
            .extension(
                "1.3.6.1.5.5.7.1.1",
                false,
                new AuthorityInformationAccess(
                        new AccessDescription(
                            AccessDescription.id_ad_caIssuers,
                            new GeneralName(
                                GeneralName.uniformResourceIdentifier, nobody + "ca.der")))
                    .getEncoded())
            .issue();
    Path file = TestPem.write(directory.resolve("carol.pem"), carol.certificate());

    InquiryException failure = failure(() -> check.url(nobody).run(List.of(file), List.of()));

    assertThat(failure)
        .hasMessageContaining("cannot be fetched from " + nobody + "ca.der")
        .returns(Kind.NO_ANSWER, InquiryException::kind)
        .returns(List.of("Give it with --issuer."), InquiryException::advice);
  }
}
