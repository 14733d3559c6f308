package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code ocsp.lists.NAME.*} that say who may fetch or push. Of {@code password} and {@code
 * passwordFile} one is there if {@code username} is.
 *
 * @param username ours at the server, or the publisher's here; null for none
 * @param password its password
 * @param passwordFile a file whose only line is its password
 * @param publishers certificates of those who may push; null for none
 */
public record AccessSettings(
    @Key(
            name = "username",
            otherwise = "none",
            example = "camel-ocsp",
            meaning =
                "With http: our user name there (basic authentication); with ldap: the name to bind"
                    + " with; with push: the publisher's user name.")
        @Nullable String username,
    @Key(
            name = "password",
            otherwise = "`password-file`, if there is a `username`",
            example = "{{env:CRL_PASSWORD}}",
            meaning = "The password of `username`; better a placeholder than the password itself.")
        @Nullable Secret password,
    @Key(
            name = "password-file",
            otherwise = "`password`, if there is a `username`",
            example = "secrets/crl-password",
            file = FileCheck.FILE,
            confidential = true,
            meaning = "A file whose only line is the password of `username`.")
        @Nullable Path passwordFile,
    @Key(
            name = "publishers",
            otherwise = "none",
            example = "pki/gov-publisher.pem",
            file = FileCheck.FILE,
            meaning =
                "With push: a PEM file of the client certificates that may push; exactly these, not"
                    + " those of their issuers.")
        @Nullable Path publishers) {

  /**
   * The password of {@code username}. The caller wipes the array.
   *
   * @throws IOException if the password file cannot be read or holds none
   */
  public char[] readPassword() throws IOException {
    return PasswordFile.passwordOf(password, passwordFile);
  }
}
