package io.camelocsp.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.intake.*}: the HTTPS listener that publishers push lists to. Exactly one of {@code
 * password} and {@code passwordFile} is there.
 *
 * @param url scheme https, host, port and path
 * @param keystore a PKCS#12 file with the listener's key and certificate chain
 * @param password its password
 * @param passwordFile a file whose only line is its password
 * @param maxSize of a list
 * @param timeout for one whole transfer
 * @param maxConnections open at the same time
 */
public record IntakeSettings(
    @Key(
            name = "url",
            required = true,
            example = "https://0.0.0.0:8444/lists",
            meaning =
                "Where lists are pushed to, by PUT or POST: to this URL, a slash, and the NAME of an"
                    + " `ocsp.lists.NAME.from = push`. Only https.")
        URI url,
    @Key(
            name = "keystore",
            required = true,
            example = "pki/intake.p12",
            file = FileCheck.FILE,
            meaning =
                "The PKCS#12 file with the listener's TLS key and certificates. A changed file is"
                    + " used for the connections that come after, without a restart.")
        Path keystore,
    @Key(
            name = "password",
            otherwise = "`password-file` must be given",
            example = "{{env:INTAKE_PIN}}",
            meaning =
                "The password of the key store; better a placeholder than the password itself.")
        @Nullable Secret password,
    @Key(
            name = "password-file",
            otherwise = "`password` must be given",
            example = "secrets/intake-pin",
            file = FileCheck.FILE,
            confidential = true,
            meaning = "A file whose only line is the password of the key store.")
        @Nullable Path passwordFile,
    @Key(
            name = "max-size",
            defaultValue = "512m",
            example = "2000m",
            min = "1k",
            max = "2047m",
            meaning = "The largest list that is taken; longer ones get 413.")
        ByteSize maxSize,
    @Key(
            name = "timeout",
            defaultValue = "10m",
            example = "1h",
            min = "1s",
            max = "1d",
            meaning = "How long sending one list may take.")
        Duration timeout,
    @Key(
            name = "max-connections",
            defaultValue = "50",
            example = "10",
            unit = "connections",
            min = "1",
            max = "10000",
            meaning = "How many connections may be open; more are closed at once.")
        int maxConnections) {

  /**
   * The key store's password, from wherever it is configured. The caller wipes the array.
   *
   * @throws IOException if the password file cannot be read or holds none
   */
  public char[] readPassword() throws IOException {
    return PasswordFile.passwordOf(password, passwordFile);
  }
}
