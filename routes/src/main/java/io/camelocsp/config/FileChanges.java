package io.camelocsp.config;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.config.KeyChange.Kind;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.ServedIssuer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is different though its key is not: a file was replaced under the same path, or came into or
 * went from the directory of signers.
 */
final class FileChanges {
  private static final String DIRECTORY = "ocsp.signers.directory";

  private final OcspConfiguration before;
  private final OcspConfiguration after;
  private final List<KeyChange> changes = new ArrayList<>();

  FileChanges(OcspConfiguration before, OcspConfiguration after) {
    this.before = before;
    this.after = after;
  }

  /** Compares what was loaded; to be called once. */
  List<KeyChange> between(Installation running, Installation next) {
    Map<String, Issuer> runningIssuers = new HashMap<>();
    for (ServedIssuer served : running.issuers()) {
      runningIssuers.put(served.issuer().name(), served.issuer());
    }
    for (ServedIssuer served : next.issuers()) {
      Issuer was = runningIssuers.get(served.issuer().name());
      if (was != null && !was.equals(served.issuer())) {
        // Its lists were judged by the old certificate, and sources were made for it.
        changes.add(
            new KeyChange(
                "ocsp.issuer." + was.name() + ".certificate",
                Kind.REPLACED,
                replaced(was.certificate(), served.issuer().certificate()),
                Effect.RESTART));
      }
    }
    compareSigners(byName(running), byName(next));
    return List.copyOf(changes);
  }

  private void compareSigners(
      Map<String, ResponseSigner> running, Map<String, ResponseSigner> next) {
    next.forEach(
        (name, signer) -> {
          ResponseSigner was = running.get(name);
          if (was != null && !was.certificate().equals(signer.certificate())) {
            String text = replaced(was.certificate(), signer.certificate());
            add(after, name, Kind.REPLACED, text);
          } else if (was == null && !after.signers().containsKey(name)) {
            add(after, name, Kind.ADDED, "is there now, " + shown(signer.certificate()));
          }
        });
    running.forEach(
        (name, was) -> {
          if (!next.containsKey(name) && !before.signers().containsKey(name)) {
            add(before, name, Kind.REMOVED, "is gone, " + shown(was.certificate()));
          }
        });
  }

  private void add(OcspConfiguration of, String signer, Kind kind, String text) {
    boolean single = of.signers().containsKey(signer);
    String key = single ? "ocsp.signer." + signer + ".keystore" : DIRECTORY;
    changes.add(
        new KeyChange(key, kind, single ? text : "signer " + signer + " " + text, Effect.LIVE));
  }

  private static Map<String, ResponseSigner> byName(Installation installation) {
    Map<String, ResponseSigner> signers = new LinkedHashMap<>();
    installation.signers().all().forEach(signer -> signers.put(signer.name(), signer));
    return signers;
  }

  private static String replaced(X509Certificate was, X509Certificate is) {
    return "has another certificate, " + shown(was) + " -> " + shown(is);
  }

  /** Issuers' certificates of one CA may differ in their serial number only. */
  private static String shown(X509Certificate certificate) {
    return ShownValue.clean(certificate.getSubjectX500Principal().getName())
        + " #"
        + certificate.getSerialNumber().toString(16);
  }
}
