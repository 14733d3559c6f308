package io.camelocsp.config;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.certificate.Pem;
import io.camelocsp.revocation.DistributionPoint;
import io.camelocsp.revocation.JudgementPolicy;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.workflow.ServedIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;

/** Loads the certificates of issuers and of those who sign lists for them. */
final class IssuerLoader {
  private static final int CRL_SIGN = 6;

  private final OcspConfiguration configuration;
  private final RunningParts running;
  private final LoaderProblems problems;
  private final Map<String, ServedIssuer> issuers = new LinkedHashMap<>();
  private final Map<String, ListPolicy> policies = new LinkedHashMap<>();

  IssuerLoader(OcspConfiguration configuration, RunningParts running, LoaderProblems problems) {
    this.configuration = configuration;
    this.running = running;
    this.problems = problems;
  }

  /** Loads all of them; what cannot be used is a problem and left out. */
  void load() {
    configuration.issuers().forEach(this::load);
    refuseSameIssuers();
  }

  /** The issuers by configured name. */
  Map<String, ServedIssuer> issuers() {
    return issuers;
  }

  /** What each issuer's lists may be like, by its configured name. */
  Map<String, ListPolicy> policies() {
    return policies;
  }

  private void load(String name, IssuerSettings settings) {
    String key = "ocsp.issuer." + name + ".certificate";
    try {
      X509Certificate certificate = Pem.certificate(settings.certificate());
      if (certificate.getBasicConstraints() < 0) {
        problems.warn(
            key,
            settings.certificate().toString(),
            "the certificate does not say that it is a CA's (basicConstraints)",
            "make sure that it is the issuer of the certificates asked about");
      }
      issuers.put(
          name,
          new ServedIssuer(
              running.dataOf(new Issuer(name, certificate)), settings.whenEvidenceExpires()));
      policies.put(name, policy(name, settings, certificate));
    } catch (IOException e) {
      problems.error(
          key,
          settings.certificate().toString(),
          String.valueOf(e.getMessage()),
          "name the CA's certificate in PEM or DER");
    }
  }

  private ListPolicy policy(String name, IssuerSettings settings, X509Certificate issuer) {
    String prefix = "ocsp.issuer." + name + ".";
    ListRules rules = settings.lists();
    return new ListPolicy(
        settings.allowSha1Lists(),
        settings.maxListAge(),
        configuration.clockSkew(),
        rules.maxEntries(),
        settings.whenEvidenceExpires(),
        new ListPolicy.Signers(
            listSigners(prefix + "list-signers", rules.listSigners(), issuer),
            certificates(prefix + "indirect-list-issuers", rules.indirectListIssuers())),
        new ListPolicy.Quarantine(rules.quarantinePercent(), rules.quarantineEntries()),
        new JudgementPolicy(
            JudgementPolicy.DEFAULT
                .withDistributionPoints(
                    points(prefix + "distribution-points", rules.distributionPoints()))
                .distributionPoints(),
            Objects.requireNonNullElse(rules.grace(), Duration.ZERO),
            settings.state().retiredValidity(),
            settings.state().compromisedSince(),
            settings.state().whenIssuerRevoked(),
            rules.retention()));
  }

  private List<X509Certificate> listSigners(String key, List<Path> files, X509Certificate issuer) {
    List<X509Certificate> signers = certificates(key, files);
    for (X509Certificate signer : signers) {
      if (!signer.getSubjectX500Principal().equals(issuer.getSubjectX500Principal())) {
        problems.error(
            key,
            null,
            "%s is not the issuer's name (%s)"
                .formatted(signer.getSubjectX500Principal(), issuer.getSubjectX500Principal()),
            "name certificates that have the issuer's own name; one who signs indirect CRLs is named"
                + " by indirect-list-issuers");
      }
    }
    return signers;
  }

  private List<X509Certificate> certificates(String key, List<Path> files) {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      try {
        for (X509Certificate certificate : Pem.certificates(file)) {
          boolean[] usage = certificate.getKeyUsage();
          if (usage != null && !usage[CRL_SIGN]) {
            problems.error(
                key,
                file.toString(),
                "the certificate of %s does not allow its key to sign lists (cRLSign)"
                    .formatted(certificate.getSubjectX500Principal()),
                "name a certificate whose keyUsage includes cRLSign");
          }
          all.add(certificate);
        }
      } catch (IOException e) {
        problems.error(
            key, file.toString(), String.valueOf(e.getMessage()), "name certificates, PEM or DER");
      }
    }
    return all;
  }

  private List<DistributionPoint> points(String key, List<String> names) {
    List<DistributionPoint> points = new ArrayList<>();
    for (String name : names) {
      try {
        points.add(DistributionPoint.parse(name));
      } catch (IllegalArgumentException e) {
        problems.error(
            key,
            name,
            "neither a URI nor a directory name",
            "write the distribution point as 'camel-ocsp lists inspect' shows it for a list of it");
      }
    }
    return points;
  }

  /** A CertID names a CA by name and key: two issuers with both would be one to every client. */
  private void refuseSameIssuers() {
    Map<CaIdentity, String> firstNames = new HashMap<>();
    for (ServedIssuer served : issuers.values()) {
      Issuer issuer = served.issuer();
      String first = firstNames.putIfAbsent(CaIdentity.of(issuer.certificate()), issuer.name());
      if (first != null) {
        problems.error(
            "ocsp.issuer." + issuer.name() + ".certificate",
            null,
            "it has the name and the key of ocsp.issuer." + first + ".certificate",
            "remove the issuer " + first + " or the issuer " + issuer.name());
      }
    }
  }

  private record CaIdentity(X500Principal name, PublicKey key) {
    static CaIdentity of(X509Certificate certificate) {
      return new CaIdentity(certificate.getSubjectX500Principal(), certificate.getPublicKey());
    }
  }
}
