package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.audit.*}: the log of what changed the installation.
 *
 * @param enabled whether it is written
 * @param directory of its files; null means as {@link OcspConfiguration#auditDirectory()} says
 * @param maxSize of a file
 * @param keep how many full files are kept
 * @param checkpointEntries after how many entries they are signed
 * @param checkpointInterval after how long an entry is signed
 * @param keystore a PKCS#12 file with the key that signs; null for one of its own
 * @param password its password
 * @param passwordFile a file whose only line is its password
 */
public record AuditSettings(
    @Key(
            name = "enabled",
            defaultValue = "true",
            example = "false",
            meaning = "Whether the audit log is written.")
        boolean enabled,
    @Key(
            name = "directory",
            otherwise = "`audit` in `ocsp.data.directory`",
            example = "/var/log/camel-ocsp/audit",
            meaning =
                "Where its files are, and its key unless `keystore` names another. It is made for"
                    + " its owner only.")
        @Nullable Path directory,
    @Key(
            name = "max-size",
            defaultValue = "16m",
            example = "64m",
            min = "64k",
            max = "1024m",
            meaning = "At which size of its file the next one is begun.")
        ByteSize maxSize,
    @Key(
            name = "keep",
            defaultValue = "100",
            example = "1000",
            unit = "files",
            min = "1",
            max = "10000",
            meaning =
                "How many full files are kept. The log says itself which older ones are deleted.")
        int keep,
    @Key(
            name = "checkpoint-entries",
            defaultValue = "100",
            example = "10",
            unit = "entries",
            min = "1",
            max = "10000",
            meaning = "After how many entries, at the latest, all so far are signed.")
        int checkpointEntries,
    @Key(
            name = "checkpoint-interval",
            defaultValue = "5m",
            example = "1m",
            min = "1s",
            max = "1d",
            meaning = "After how long, at the latest, an entry is signed.")
        Duration checkpointInterval,
    @Key(
            name = "keystore",
            otherwise = "a key is made in `directory`",
            example = "pki/audit.p12",
            file = FileCheck.FILE,
            content = Effect.RESTART,
            meaning =
                "A PKCS#12 file with the key that signs checkpoints: one on the curve P-256, and no"
                    + " signer of answers.")
        @Nullable Path keystore,
    @Key(
            name = "password",
            otherwise = "with `keystore`, `password-file` must be given",
            example = "{{env:AUDIT_PIN}}",
            meaning =
                "The password of the key store; better a placeholder than the password itself.")
        @Nullable Secret password,
    @Key(
            name = "password-file",
            otherwise = "with `keystore`, `password` must be given",
            example = "secrets/audit-pin",
            file = FileCheck.FILE,
            content = Effect.RESTART,
            confidential = true,
            meaning = "A file whose only line is the password of the key store.")
        @Nullable Path passwordFile) {

  /**
   * The key store's password, from wherever it is configured. The caller wipes the array.
   *
   * @throws IOException if the password file cannot be read or holds none
   */
  public char[] readPassword() throws IOException {
    return PasswordFile.passwordOf(password, passwordFile);
  }
}
