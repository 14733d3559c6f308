package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelocsp.testkit.OpenSsl;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerRequestTest {
  private static final X500Principal SUBJECT = new X500Principal("CN=Acme OCSP, O=Acme");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(SignerKeyKind.class)
  void isSignedByTheKeyItAsksFor(SignerKeyKind kind) throws Exception {
    PKCS10CertificationRequest request = parsed(SignerRequest.make(kind, SUBJECT));

    assertThat(
            request.isSignatureValid(
                new JcaContentVerifierProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(request.getSubjectPublicKeyInfo())))
        .isTrue();
    assertThat(new X500Principal(request.getSubject().getEncoded())).isEqualTo(SUBJECT);
  }

  @Test
  void asksForWhatAnOcspSignerNeeds() throws Exception {
    Extensions wanted =
        parsed(SignerRequest.make(SignerKeyKind.EC_P256, SUBJECT)).getRequestedExtensions();

    assertThat(ExtendedKeyUsage.fromExtensions(wanted).getUsages())
        .containsExactly(KeyPurposeId.id_kp_OCSPSigning);
    assertThat(KeyUsage.fromExtensions(wanted).hasUsages(KeyUsage.digitalSignature)).isTrue();
    assertThat(wanted.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)).isNotNull();
  }

  @Test
  void opensslReadsIt() throws Exception {
    Assumptions.assumeTrue(OpenSsl.available());
    Path file = directory.resolve("signer.csr");
    SignerRequest.make(SignerKeyKind.EC_P256, SUBJECT).writeRequest(file);

    assertThat(OpenSsl.run("req", "-in", file.toString(), "-noout", "-verify", "-text").output())
        .contains("verify OK", "OCSP Signing", "Digital Signature", "OCSP No Check");
  }

  @Test
  void writesTheKeyForItsOwnerOnlyAndOnlyOnce() throws Exception {
    Path file = directory.resolve("signer.key");
    SignerRequest request = SignerRequest.make(SignerKeyKind.EC_P256, SUBJECT);

    request.writeKey(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> request.writeKey(file));
    assertThat(file).content().startsWith("-----BEGIN PRIVATE KEY-----");
  }

  private static PKCS10CertificationRequest parsed(SignerRequest request) throws Exception {
    try (PEMParser parser = new PEMParser(new StringReader(request.pem()))) {
      return (PKCS10CertificationRequest) parser.readObject();
    }
  }
}
