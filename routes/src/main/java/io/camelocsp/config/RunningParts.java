package io.camelocsp.config;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.ServedIssuer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a new installation takes over from the one that runs. */
final class RunningParts {
  /** Where nothing runs yet. */
  static final Installation NONE = new Installation(List.of(), new SignerSet(List.of()), Map.of());

  private final Map<Issuer, IssuerData> data = new HashMap<>();
  private final Map<String, ResponseSigner> signers = new LinkedHashMap<>();

  RunningParts(Installation running) {
    running.issuers().stream()
        .map(ServedIssuer::data)
        .forEach(each -> data.put(each.issuer(), each));
    running.signers().all().forEach(signer -> signers.put(signer.name(), signer));
  }

  /** The issuer's data with the lists that are published, if it runs with the same certificate. */
  IssuerData dataOf(Issuer issuer) {
    IssuerData running = data.get(issuer);
    return running != null ? running : new IssuerData(issuer);
  }

  /**
   * The running signer if it is the same, so that it keeps what belongs to it (threads, queue, a
   * session with a token); else the one that was loaded. One certificate is one key.
   */
  ResponseSigner sameOr(ResponseSigner loaded) {
    ResponseSigner running = signers.get(loaded.name());
    return running != null
            && running.certificate().equals(loaded.certificate())
            && running.issuers().equals(loaded.issuers())
            && running.trust() == loaded.trust()
            && sameOctets(running.certificates(), loaded.certificates())
        ? running
        : loaded;
  }

  private static boolean sameOctets(List<byte[]> some, List<byte[]> others) {
    return Arrays.deepEquals(some.toArray(), others.toArray());
  }

  /** All running signers, by name. */
  Map<String, ResponseSigner> signers() {
    return new LinkedHashMap<>(signers);
  }
}
