package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code ocsp.lists.NAME.*} for lists that are fetched from a server.
 *
 * @param attributes of the LDAP entry; each value of each is a list
 * @param trustedCertificates anchors of the server's certificate; null means Java's own
 * @param clientKeystore key and certificate to identify ourselves with in TLS, or null
 * @param clientPasswordFile its password
 * @param connectTimeout until a connection stands
 * @param timeout for one whole transfer
 * @param maxSize of a list
 * @param redirects which are followed
 * @param fetchAhead how long before nextUpdate the next list is asked for
 * @param retry the first pause after a failure
 * @param freshestHosts where a list's freshestCRL may point
 */
public record FetchSettings(
    @Key(
            name = "attributes",
            defaultValue =
                "certificateRevocationList, authorityRevocationList, deltaRevocationList",
            example = "certificateRevocationList",
            meaning =
                "With ldap: the attributes of the entry that hold lists, with or without"
                    + " `;binary` on the server.")
        List<String> attributes,
    @Key(
            name = "trusted-certificates",
            otherwise = "Java's own trust store",
            example = "pki/crl-server-ca.pem",
            file = FileCheck.FILE,
            meaning =
                "With https and ldaps: a PEM file of the certificates that the server's must go"
                    + " back to.")
        @Nullable Path trustedCertificates,
    @Key(
            name = "client-keystore",
            otherwise = "no client certificate",
            example = "pki/fetch-client.p12",
            file = FileCheck.FILE,
            meaning = "With https and ldaps: the PKCS#12 file with our client certificate and key.")
        @Nullable Path clientKeystore,
    @Key(
            name = "client-password-file",
            otherwise = "none",
            example = "secrets/fetch-client-pin",
            file = FileCheck.FILE,
            confidential = true,
            meaning = "A file whose only line is the password of `client-keystore`.")
        @Nullable Path clientPasswordFile,
    @Key(
            name = "connect-timeout",
            defaultValue = "10s",
            example = "5s",
            min = "100ms",
            max = "5m",
            meaning = "With http and ldap: how long to wait for a connection.")
        Duration connectTimeout,
    @Key(
            name = "timeout",
            defaultValue = "5m",
            example = "30m",
            min = "1s",
            max = "1d",
            meaning = "With http and ldap: how long fetching one list may take.")
        Duration timeout,
    @Key(
            name = "max-size",
            defaultValue = "512m",
            example = "2000m",
            min = "1k",
            max = "2047m",
            meaning = "With http and ldap: the largest list that is fetched.")
        ByteSize maxSize,
    @Key(
            name = "redirects",
            defaultValue = "sameHost",
            example = "none",
            meaning =
                "With http: which redirects are followed. Never one from https to http, and at most"
                    + " five.")
        RedirectPolicy redirects,
    @Key(
            name = "fetch-ahead",
            defaultValue = "10m",
            example = "1h",
            min = "0s",
            max = "30d",
            meaning =
                "With http and ldap: how long before the nextUpdate of the current list the next one"
                    + " is asked for, if `every` does not come first; from then on each `retry` until it"
                    + " is there.")
        Duration fetchAhead,
    @Key(
            name = "retry",
            defaultValue = "1m",
            example = "10s",
            min = "1s",
            max = "1d",
            meaning =
                "With http and ldap: the pause after a failure. It doubles with each further failure,"
                    + " up to `every`, and varies by chance.")
        Duration retry,
    @Key(
            name = "freshest-hosts",
            otherwise = "none: freshestCRL is not followed",
            example = "crl.acme.example",
            meaning =
                "With http and ldap: hosts that a list's freshestCRL may point to, for its delta"
                    + " CRLs.")
        List<String> freshestHosts) {

  public FetchSettings {
    attributes = List.copyOf(attributes);
    freshestHosts = List.copyOf(freshestHosts);
  }

  /**
   * The password of {@code clientKeystore}. The caller wipes the array.
   *
   * @throws IOException if there is no file for it, or it cannot be read or holds none
   */
  public char[] readClientPassword() throws IOException {
    return PasswordFile.passwordOf(null, clientPasswordFile);
  }
}
