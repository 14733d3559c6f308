package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.signer.NAME.*}: a signing key. Exactly one of {@code password} and {@code
 * passwordFile} is there.
 *
 * @param keystore a PKCS#12 file
 * @param password its password
 * @param passwordFile a file whose only line is its password
 * @param alias which key in it; null means the only one
 * @param trust why clients accept it
 * @param issuers for which issuers it is locally trusted; empty means for all, and is always so
 *     unless {@code trust} is {@code LOCAL}
 */
public record SignerSettings(
    @Key(
            name = "keystore",
            required = true,
            example = "pki/acme-ocsp.p12",
            file = FileCheck.FILE,
            effect = Effect.LIVE,
            meaning = "The PKCS#12 file with the key and its certificate.")
        Path keystore,
    @Key(
            name = "password",
            otherwise = "`password-file` must be given",
            example = "{{env:ACME_PIN}}",
            effect = Effect.LIVE,
            meaning =
                "The password of the key store; better a placeholder than the password itself.")
        @Nullable Secret password,
    @Key(
            name = "password-file",
            otherwise = "`password` must be given",
            example = "secrets/acme-pin",
            file = FileCheck.FILE,
            confidential = true,
            effect = Effect.LIVE,
            meaning =
                "A file whose only line is the password. Nobody but the user of camel-ocsp should"
                    + " be able to read it.")
        @Nullable Path passwordFile,
    @Key(
            name = "alias",
            otherwise = "the only key in the key store",
            example = "ocsp-2026",
            effect = Effect.LIVE,
            meaning = "Which key of the key store.")
        @Nullable String alias,
    @Key(
            name = "trust",
            defaultValue = "certificate",
            example = "local",
            effect = Effect.LIVE,
            meaning =
                "Why clients accept the signer: `certificate`, because it is the CA's own or one"
                    + " with the OCSPSigning purpose issued by the CA; `local`, because each client"
                    + " was configured to trust it (RFC 6960 4.2.2.2).")
        DeclaredTrust trust,
    @Key(
            name = "issuers",
            otherwise = "all issuers",
            example = "acme, bankx",
            refersTo = "issuer",
            effect = Effect.LIVE,
            meaning = "With `trust = local`: the issuers that it may speak for.")
        List<String> issuers) {

  public SignerSettings {
    issuers = List.copyOf(issuers);
  }

  /**
   * The password, from wherever it is configured. The caller wipes the array.
   *
   * @throws IOException if the password file cannot be read or holds none
   */
  public char[] readPassword() throws IOException {
    return PasswordFile.passwordOf(password, passwordFile);
  }
}
