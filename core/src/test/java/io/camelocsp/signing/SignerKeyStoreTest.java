package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerKeyStoreTest {
  private static final TestCa CA = TestCa.ec("Acme CA");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void makesAKeyStoreThatLoads(KeyKind kind) throws Exception {
    TestCertificate delegate = CA.ocspSigner("CN=signer", kind);
    Path keystore = assemble(delegate);

    ResponseSigner signer =
        SignerLoader.load(Signers.source(keystore), List.of(Signers.issuer("acme", CA)));

    assertThat(signer.certificate()).isEqualTo(delegate.certificate());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
        .isEqualTo("rw-------");
  }

  @Test
  void takesTheCertificateThatFitsOutOfAChain() throws Exception {
    TestCertificate delegate = CA.ocspSigner("CN=signer", KeyKind.EC_P256);
    Path chain =
        TestPem.write(directory.resolve("c.pem"), CA.certificate(), delegate.certificate());
    Path key = TestPem.writeKey(directory.resolve("k.pem"), delegate.key());
    Path keystore = directory.resolve("s.p12");

    SignerKeyStore.assemble(key, chain, Signers.PASSWORD, keystore);

    assertThat(SignerEntry.read(Signers.source(keystore)).certificate())
        .isEqualTo(delegate.certificate());
  }

  @Test
  void refusesCertificateOfAnotherKey() throws Exception {
    TestCertificate delegate = CA.ocspSigner("CN=signer", KeyKind.EC_P256);
    TestCertificate other = CA.ocspSigner("CN=other", KeyKind.EC_P256);

    assertThatIOException()
        .isThrownBy(() -> assemble(new TestCertificate(other.certificate(), delegate.key())))
        .withMessageContainingAll("c.pem", "is not the certificate of the key in", "CN=other");
    assertThat(directory.resolve("s.p12")).doesNotExist();
  }

  @Test
  void neverOverwritesAKeyStore() throws Exception {
    Path keystore = Files.writeString(directory.resolve("s.p12"), "precious");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> assemble(CA.ocspSigner("CN=signer", KeyKind.EC_P256)));
    assertThat(keystore).hasContent("precious");
  }

  @Test
  void refusesFilesWithoutKey() throws Exception {
    Path certificate = TestPem.write(directory.resolve("c.pem"), CA.certificate());
    Path text = Files.writeString(directory.resolve("t.pem"), "hello");
    Path broken =
        Files.writeString(directory.resolve("b.pem"), TestPem.encode("PRIVATE KEY", new byte[3]));

    assertKeyRefused(certificate, "holds no private key");
    assertKeyRefused(text, "holds no private key");
    assertKeyRefused(broken, "is not a private key in PEM");
    assertKeyRefused(directory.resolve("none.pem"), "no such file");
  }

  @Test
  void readsOldKeyFormsAndRefusesEncryptedOnes() throws Exception {
    Assumptions.assumeTrue(OpenSsl.available());
    TestCertificate delegate = CA.ocspSigner("CN=signer", KeyKind.EC_P256);
    String key = TestPem.writeKey(directory.resolve("k.pem"), delegate.key()).toString();
    Path certificate = TestPem.write(directory.resolve("c.pem"), delegate.certificate());
    Path old = directory.resolve("old.pem");
    Path encrypted = directory.resolve("enc.pem");
    run("ec", "-in", key, "-out", old.toString());
    run("pkcs8", "-topk8", "-in", key, "-passout", "pass:x", "-out", encrypted.toString());

    SignerKeyStore.assemble(old, certificate, Signers.PASSWORD, directory.resolve("old.p12"));

    assertThat(old).content().contains("BEGIN EC PRIVATE KEY");
    assertKeyRefused(encrypted, "is encrypted");
  }

  @Test
  void opensslReadsTheKeyStore() throws Exception {
    Assumptions.assumeTrue(OpenSsl.available());
    Path keystore = assemble(CA.ocspSigner("CN=signer", KeyKind.EC_P256));

    ToolResult result =
        OpenSsl.run("pkcs12", "-in", keystore.toString(), "-passin", "pass:changeit", "-nodes");

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.stdout()).contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
  }

  private Path assemble(TestCertificate signer) throws IOException {
    Path key = TestPem.writeKey(directory.resolve("k.pem"), signer.key());
    Path certificate = TestPem.write(directory.resolve("c.pem"), signer.certificate());
    Path keystore = directory.resolve("s.p12");
    SignerKeyStore.assemble(key, certificate, Signers.PASSWORD, keystore);
    return keystore;
  }

  private void assertKeyRefused(Path key, String words) throws IOException {
    Path certificate = TestPem.write(directory.resolve("x.pem"), CA.certificate());
    assertThatIOException()
        .isThrownBy(
            () ->
                SignerKeyStore.assemble(
                    key, certificate, Signers.PASSWORD, directory.resolve("no.p12")))
        .withMessageStartingWith(key + ": ")
        .withMessageContaining(words);
  }

  private static void run(String... arguments) {
    ToolResult result = OpenSsl.run(arguments);
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
