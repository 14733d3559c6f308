package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.ResponderId;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of this package share. */
final class Signers {
  static final char[] PASSWORD = "changeit".toCharArray();

  private Signers() {}

  static Issuer issuer(String name, TestCa ca) {
    return new Issuer(name, ca.certificate());
  }

  static SignerSource source(Path keystore) {
    return source(keystore, null);
  }

  static SignerSource source(Path keystore, @Nullable String alias) {
    return new SignerSource("acme", keystore, PASSWORD, alias, false, List.of());
  }

  static SignerSource local(Path keystore, String... issuers) {
    return new SignerSource("acme", keystore, PASSWORD, null, true, List.of(issuers));
  }

  static Path keystore(Path directory, TestCertificate certificate) throws IOException {
    return TestKeyStores.pkcs12(directory.resolve("signer.p12"), certificate, PASSWORD);
  }

  /** A signer as {@link SignerLoader} would make it, around any {@link Signer}. */
  static ResponseSigner around(
      String name,
      TestCertificate certificate,
      SignerTrust trust,
      Signer signer,
      Issuer... issuers) {
    return new ResponseSigner(
        name,
        certificate.certificate(),
        List.of(issuers),
        trust,
        SignatureAlgorithm.EC_P256.der(),
        ResponderId.byKey(new byte[20]),
        ResponderId.byName(certificate.certificate().getSubjectX500Principal().getEncoded()),
        List.of(),
        SigningCost.EXPENSIVE,
        signer);
  }
}
