package io.camelocsp.client;

import io.camelocsp.client.AnswerJudge.NonceRule;
import io.camelocsp.client.InquiryException.Kind;
import io.camelocsp.client.OcspClient.Manner;
import io.camelocsp.client.Targets.Target;
import io.camelocsp.message.CertIdHash;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code check} command does, whichever shell it is typed in: its options, then {@link
 * #run}. What is not set has the default that is said beside it. Not thread-safe.
 */
public final class Check {
  private final InstantSource clock;
  private @Nullable URI url;
  private @Nullable Path issuer;
  private List<Path> trust = List.of();
  private HttpMethod method = HttpMethod.POST;
  private CertIdHash hash = CertIdHash.SHA1;
  private NonceUse nonce = NonceUse.USUAL;
  private Duration timeout = Duration.ofSeconds(10);
  private Duration skew = Duration.ofMinutes(5);

  /**
   * @param clock says what time it is when an answer arrives
   */
  public Check(InstantSource clock) {
    this.clock = clock;
  }

  /** The responder; null, the default, for the one each certificate names. */
  public Check url(@Nullable URI responder) {
    url = responder;
    return this;
  }

  /**
   * A file of issuer certificates; null, the default, to take the issuer from the certificate's
   * file, else from where the certificate says it is.
   */
  public Check issuer(@Nullable Path file) {
    issuer = file;
    return this;
  }

  /** Files of signers to accept whoever issued them; none by default. */
  public Check trust(List<Path> files) {
    trust = List.copyOf(files);
    return this;
  }

  /** GET or POST, the default. */
  public Check method(HttpMethod how) {
    method = how;
    return this;
  }

  /** The hash of the CertIDs; by default SHA-1, which every responder knows. */
  public Check hash(CertIdHash algorithm) {
    hash = algorithm;
    return this;
  }

  /** Whether to send a nonce; by default {@link NonceUse#USUAL}. */
  public Check nonce(NonceUse use) {
    nonce = use;
    return this;
  }

  /** For a whole exchange; 10 s by default. */
  public Check timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** By how much clocks may differ; 5 min by default. */
  public Check skew(Duration most) {
    skew = most;
    return this;
  }

  /**
   * Asks, with one request for each certificate.
   *
   * @param certificates files; of several certificates in one the first is asked about
   * @param serials serial numbers in hexadecimal, as {@code openssl x509 -serial} prints them
   * @throws InquiryException if there is nobody or nothing to ask, before anything is asked
   */
  public CheckResult run(List<Path> certificates, List<String> serials)
      throws InquiryException, InterruptedException {
    Transport transport = new Transport(timeout);
    List<Target> targets = targets(transport, certificates, serials);
    OcspClient client = client(transport);
    List<Verdict> verdicts = new ArrayList<>();
    for (Target each : targets) {
      verdicts.addAll(client.ask(each.responder(), List.of(each.question()), manner()));
    }
    return new CheckResult(targets, verdicts, clock.instant());
  }

  /**
   * Asks about all certificates in one request; else as {@link #run}.
   *
   * @throws InquiryException also if the certificates name different responders
   */
  public CheckResult runInOneRequest(List<Path> certificates, List<String> serials)
      throws InquiryException, InterruptedException {
    Transport transport = new Transport(timeout);
    List<Target> targets = targets(transport, certificates, serials);
    OcspClient client = client(transport);
    if (targets.stream().map(Target::responder).distinct().count() > 1) {
      throw usage("The certificates name different responders: give --url with --one-request");
    }
    List<Verdict> verdicts =
        client.ask(
            targets.get(0).responder(), targets.stream().map(Target::question).toList(), manner());
    return new CheckResult(targets, verdicts, clock.instant());
  }

  private List<Target> targets(Transport transport, List<Path> certificates, List<String> serials)
      throws InquiryException, InterruptedException {
    if (certificates.isEmpty() && serials.isEmpty()) {
      throw usage("Nothing to ask about: name a certificate file, or give --serial");
    }
    checkUrl();
    List<X509Certificate> issuers = issuer == null ? List.of() : CertificateFiles.read(issuer);
    Targets finder = new Targets(transport, url, issuers);
    List<Target> targets = new ArrayList<>();
    for (Path each : certificates) {
      targets.add(finder.ofFile(each, CertificateFiles.read(each)));
    }
    for (String each : serials) {
      targets.add(finder.ofSerial(each, serial(each)));
    }
    return targets;
  }

  private OcspClient client(Transport transport) throws InquiryException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path each : trust) {
      trusted.addAll(CertificateFiles.read(each));
    }
    NonceRule rule = nonce == NonceUse.REQUIRED ? NonceRule.REQUIRED : NonceRule.OPTIONAL;
    return new OcspClient(transport, new AnswerJudge(trusted, skew, rule), clock);
  }

  private Manner manner() {
    boolean send =
        switch (nonce) {
          case USUAL -> method == HttpMethod.POST;
          case REQUIRED -> true;
          case NONE -> false;
        };
    return new Manner(method, hash, send);
  }

  private void checkUrl() throws InquiryException {
    if (url == null) {
      return;
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw usage("--url needs an http or https URL, not '" + url + "'");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw usage("--url must not hold '?' or '#': the request is appended to its path");
    }
  }

  private static BigInteger serial(String text) throws InquiryException {
    String digits = text.replace(":", "").replaceFirst("^0[xX]", "");
    if (!digits.matches("[0-9A-Fa-f]{1,200}")) {
      throw usage("--serial needs hexadecimal digits, not '" + text + "'");
    }
    return new BigInteger(digits, 16);
  }

  private static InquiryException usage(String message) {
    return new InquiryException(Kind.USAGE, message);
  }
}
