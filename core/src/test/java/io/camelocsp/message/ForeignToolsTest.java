package io.camelocsp.message;

import static io.camelocsp.message.Responses.NEXT_UPDATE;
import static io.camelocsp.message.Responses.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelocsp.message.CertStatus.Good;
import io.camelocsp.message.CertStatus.Revoked;
import io.camelocsp.message.CertStatus.Unknown;
import io.camelocsp.testkit.OcspTool;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.ToolResult;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our responses, judged by OpenSSL and GnuTLS; and their requests, judged by us. */
class ForeignToolsTest {
  @TempDir Path directory;

  @Test
  void openSslReadsAndVerifiesWhatWeSay() throws Exception {
    assumeTrue(OpenSsl.available());
    Instant revokedAt = Instant.parse("2026-01-02T03:04:05Z");
    byte[] response =
        Responses.signed(
            Responses.data(
                Parts.octets(Parts.filled(16, 0xAB)),
                single(BigInteger.valueOf(0x1001), new Good(), NEXT_UPDATE),
                single(
                    BigInteger.valueOf(0x1002),
                    new Revoked(revokedAt, RevocationReason.KEY_COMPROMISE),
                    NEXT_UPDATE),
                single(BigInteger.valueOf(0x1003), new Unknown(), null)));

    ToolResult result = judge(response);

    assertThat(result.output()).contains("Response verify OK");
    assertThat(result.stdout())
        .contains("OCSP Response Status: successful (0x0)")
        .contains("Version: 1 (0x0)")
        .contains("Produced At: Nov 20 11:06:23 2026 GMT")
        .containsSubsequence(
            "Serial Number: 1001",
            "Cert Status: good",
            "This Update: Nov 20 10:00:00 2026 GMT",
            "Next Update: Nov 27 10:00:00 2026 GMT",
            "Serial Number: 1002",
            "Cert Status: revoked",
            "Revocation Time: Jan  2 03:04:05 2026 GMT",
            "Revocation Reason: keyCompromise (0x1)",
            "Serial Number: 1003",
            "Cert Status: unknown")
        .contains("OCSP Nonce:")
        .contains("0410" + "AB".repeat(16));
    assertThat(result.exit()).isZero();
  }

  /** OpenSSL writes what it has read anew; were ours not DER, its octets would be others. */
  @Test
  void openSslWritesOurResponsesAgainTheSame() throws Exception {
    assumeTrue(OpenSsl.available());
    SingleResponse good = single(BigInteger.valueOf(0x1001), new Good(), NEXT_UPDATE);
    SingleResponse revoked =
        single(
            BigInteger.ONE.shiftLeft(150),
            new Revoked(NEXT_UPDATE, RevocationReason.UNSPECIFIED),
            null);
    SingleResponse[] many = new SingleResponse[300];
    Arrays.fill(many, good);
    List<byte[]> certificates =
        List.of(
            Responses.SIGNER.certificate().getEncoded(), Responses.CA.certificate().getEncoded());
    ResponseData byName =
        new ResponseData(Responses.byName(), NEXT_UPDATE, List.of(good, revoked), null);

    List<byte[]> samples = new ArrayList<>();
    samples.add(Responses.signed(Responses.data(null, good)));
    samples.add(Responses.signed(Responses.data(null, revoked), List.of()));
    samples.add(Responses.signed(Responses.data(Parts.octets(new byte[128]), many), certificates));
    samples.add(Responses.signed(byName));
    samples.add(ResponseEncoder.error(ResponseStatus.UNAUTHORIZED));
    for (byte[] sample : samples) {
      Path in = Files.write(directory.resolve("sample.der"), sample);
      Path again = directory.resolve("again.der");
      ToolResult read =
          OpenSsl.run(
              "ocsp",
              "-respin",
              in.toString(),
              "-noverify",
              "-resp_text",
              "-respout",
              again.toString());
      assertThat(again).as(read.output()).hasBinaryContent(sample);
      ToolResult parsed = OpenSsl.run("asn1parse", "-inform", "DER", "-in", in.toString());
      assertThat(parsed.exit()).as(parsed.output()).isZero();
      assertThat(parsed.output()).contains("ENUMERATED").doesNotContainIgnoringCase("error");
    }
  }

  @Test
  void openSslReadsOurErrors() throws Exception {
    assumeTrue(OpenSsl.available());
    for (ResponseStatus status : ResponseStatus.values()) {
      if (status != ResponseStatus.SUCCESSFUL) {
        assertThat(judge(ResponseEncoder.error(status)).output())
            .containsIgnoringCase("Responder Error: " + status.label());
      }
    }
  }

  @Test
  void openSslRequestsAreTaken() throws Exception {
    assumeTrue(OpenSsl.available());
    Path ca = TestPem.write(directory.resolve("ca.pem"), Responses.CA.certificate());
    for (CertIdHash hash : CertIdHash.values()) {
      Path file = directory.resolve(hash + ".der");
      ToolResult made =
          OpenSsl.run(
              "ocsp",
              "-" + hash.name().toLowerCase(Locale.ROOT),
              "-issuer",
              ca.toString(),
              "-serial",
              "0x1001",
              "-serial",
              "0x1002",
              "-reqout",
              file.toString());
      assertThat(made.exit()).as(made.output()).isZero();

      OcspRequest request =
          new RequestDecoder(RequestLimits.DEFAULT).decode(Files.readAllBytes(file));
      assertThat(request.certIds())
          .extracting(CertId::serial)
          .containsExactly(SerialNumber.ofHex("1001"), SerialNumber.ofHex("1002"));
      assertThat(request.nonce()).hasSize(18);
    }
  }

  @Test
  void gnuTlsReadsWhatWeSay() throws Exception {
    assumeTrue(OcspTool.available());
    byte[] response =
        Responses.signed(
            Responses.data(null, single(BigInteger.valueOf(0x1001), new Good(), NEXT_UPDATE)));
    Path file = Files.write(directory.resolve("response.der"), response);

    ToolResult result = OcspTool.run("--response-info", "--infile", file.toString());

    assertThat(result.stdout())
        .contains("Response Status: Successful")
        .contains("Responder Key ID:")
        .containsSubsequence("Serial Number: 1001", "Certificate Status: good");
  }

  @Test
  void gnuTlsRequestsAreTaken() throws Exception {
    assumeTrue(OcspTool.available());
    TestCertificate alice = Responses.CA.issue("CN=alice");
    Path issuer = TestPem.write(directory.resolve("ca.pem"), Responses.CA.certificate());
    Path certificate = TestPem.write(directory.resolve("alice.pem"), alice.certificate());
    Path file = directory.resolve("request.der");

    ToolResult made =
        OcspTool.run(
            "--generate-request",
            "--load-issuer",
            issuer.toString(),
            "--load-cert",
            certificate.toString(),
            "--outfile",
            file.toString());

    assertThat(made.exit()).as(made.output()).isZero();
    OcspRequest request =
        new RequestDecoder(RequestLimits.DEFAULT).decode(Files.readAllBytes(file));
    assertThat(request.certIds())
        .extracting(CertId::serial)
        .containsExactly(SerialNumber.of(alice.certificate().getSerialNumber()));
  }

  private ToolResult judge(byte[] response) throws Exception {
    Path file = Files.write(directory.resolve("response.der"), response);
    Path ca = TestPem.write(directory.resolve("ca.pem"), Responses.CA.certificate());
    return OpenSsl.run("ocsp", "-respin", file.toString(), "-resp_text", "-CAfile", ca.toString());
  }
}
