package io.camelocsp.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code ocsp.issuer.NAME.*} about the issuer's lists (spec 6.1, 6.4, 6.6, 7.2).
 *
 * @param maxEntries most entries of a list
 * @param listSigners certificates of separate keys that sign its lists
 * @param indirectListIssuers certificates of others whose indirect CRLs count for it
 * @param distributionPoints the distribution points that its CRLs are partitioned by
 * @param grace how long answers go on after the end of the evidence
 * @param retention how long an entry that vanished stays revoked; null lets the newest list decide
 * @param quarantinePercent of the entries that may vanish at once
 * @param quarantineEntries that may vanish at once
 */
public record ListRules(
    @Key(
            name = "max-entries",
            defaultValue = "50000000",
            example = "100000",
            unit = "entries",
            min = "1",
            max = "150000000",
            effect = Effect.LIVE,
            meaning = "How many entries a list may have.")
        int maxEntries,
    @Key(
            name = "list-signers",
            otherwise = "only the CA's own key",
            example = "pki/acme-crl-signer.pem",
            file = FileCheck.FILE,
            effect = Effect.LIVE,
            meaning =
                "Certificates of separate keys that sign lists of this issuer: with the issuer's own"
                    + " name as subject and the usage cRLSign. Old and new key count side by side.")
        List<Path> listSigners,
    @Key(
            name = "indirect-list-issuers",
            otherwise = "none",
            example = "pki/crl-service.pem",
            file = FileCheck.FILE,
            effect = Effect.LIVE,
            meaning =
                "Certificates of other CRL issuers whose indirect CRLs count for this issuer, with the"
                    + " usage cRLSign (RFC 5280 5.2.5).")
        List<Path> indirectListIssuers,
    @Key(
            name = "distribution-points",
            otherwise = "lists cover all certificates",
            example = "http://crl.acme.example/1.crl, http://crl.acme.example/2.crl",
            effect = Effect.LIVE,
            meaning =
                "The distribution points that the issuer's CRLs are partitioned by, as their extension"
                    + " issuingDistributionPoint names them. A serial number that none lists is good"
                    + " only while the lists of all of them are valid and cover all reasons, and"
                    + " certificates of users and of CAs.")
        List<String> distributionPoints,
    @Key(
            name = "grace",
            otherwise = "none",
            example = "2h",
            min = "1m",
            max = "30d",
            effect = Effect.LIVE,
            meaning =
                "How long after the end of its lists their answers go on, with a warning and with a"
                    + " nextUpdate at the end of that time. Afterwards `when-evidence-expires`"
                    + " counts.")
        @Nullable Duration grace,
    @Key(
            name = "retention",
            otherwise = "the newest list decides",
            example = "3650d",
            min = "1d",
            max = "36500d",
            effect = Effect.LIVE,
            meaning =
                "How long an entry that is not in the newest list any more stays revoked, unless it was"
                    + " on hold.")
        @Nullable Duration retention,
    @Key(
            name = "quarantine-percent",
            defaultValue = "20",
            example = "50",
            unit = "percent",
            min = "0",
            max = "100",
            effect = Effect.LIVE,
            meaning =
                "When more entries than this share vanish with one list, and more than"
                    + " `quarantine-entries`, they stay revoked until `camel-ocsp lists accept`"
                    + " confirms it.")
        int quarantinePercent,
    @Key(
            name = "quarantine-entries",
            defaultValue = "100",
            example = "10",
            unit = "entries",
            min = "0",
            max = "150000000",
            effect = Effect.LIVE,
            meaning = "See `quarantine-percent`.")
        int quarantineEntries) {

  public ListRules {
    listSigners = List.copyOf(listSigners);
    indirectListIssuers = List.copyOf(indirectListIssuers);
    distributionPoints = List.copyOf(distributionPoints);
  }
}
