package io.camelocsp.config;

import io.camelocsp.billing.BillingTerms;
import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerLoader;
import io.camelocsp.signing.SignerRefusedException;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SignerSource;
import io.camelocsp.signing.SignerWarnings;
import io.camelocsp.signing.ThrowawaySigner;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.Responder;
import io.camelocsp.workflow.ResponseProfile;
import io.camelocsp.workflow.ServedIssuer;
import io.camelocsp.workflow.ServedIssuers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads the certificates and keys that a configuration names and makes an {@link Installation} of
 * it. What no client would accept is an error here, with file and reason (spec 8.1); all errors are
 * collected.
 */
public final class InstallationLoader {
  /** How the signers are found. */
  public enum SignerMode {
    /** As configured. */
    CONFIGURED,
    /**
     * {@code run --trial}: a throw-away signer in memory speaks for every issuer, configured ones
     * are left alone, and every responder must listen on loopback.
     */
    TRIAL
  }

  private static final Duration TRIAL_VALIDITY = Duration.ofDays(30);

  private final OcspConfiguration configuration;
  private final SignerMode mode;
  private final Instant now;
  private final LoaderProblems problems;
  private final Set<String> refusedSigners = new HashSet<>();
  private RunningParts running = new RunningParts(RunningParts.NONE);

  /**
   * @param loaded what is configured, and where it was written
   * @param mode how signers are found
   * @param now judges validity, for warnings
   */
  public InstallationLoader(LoadedConfiguration loaded, SignerMode mode, Instant now) {
    this.configuration = loaded.configuration();
    this.mode = mode;
    this.now = now;
    this.problems = new LoaderProblems(loaded);
  }

  /**
   * Loads everything; to be called once.
   *
   * @throws ConfigurationException if anything cannot be used; it names all of it
   */
  public LoadedInstallation load() throws ConfigurationException {
    return load(RunningParts.NONE);
  }

  /**
   * Loads everything on top of an installation that runs; to be called once. All files are read
   * anew. An issuer with the same certificate keeps its lists, and a signer that is the same stays
   * the one that runs; {@code running} itself is left as it is.
   *
   * @throws ConfigurationException if anything cannot be used; it names all of it
   */
  public LoadedInstallation load(Installation running) throws ConfigurationException {
    this.running = new RunningParts(running);
    IssuerLoader loader = new IssuerLoader(configuration, this.running, problems);
    loader.load();
    Map<String, ServedIssuer> issuers = loader.issuers();
    List<Issuer> known = issuers.values().stream().map(ServedIssuer::issuer).toList();
    Map<String, ResponseSigner> signers =
        mode == SignerMode.TRIAL ? trialSigner(known) : signers(known);
    Map<String, Responder> responders = responders(issuers, signers);
    new ListsFilesCheck(configuration, problems, now).check();
    new AuditFilesCheck(configuration.audit(), problems).check();
    if (problems.all().stream().anyMatch(ConfigurationProblem::isError)) {
      throw new ConfigurationException(problems.all());
    }
    if (mode == SignerMode.CONFIGURED) {
      warnAboutSigners(known, signers);
    }
    return new LoadedInstallation(
        new Installation(
            List.copyOf(issuers.values()), new SignerSet(signers.values()), responders),
        loader.policies(),
        mode,
        problems.all());
  }

  /**
   * Whether a key is about signers, which a trial passes over: their files need not be there yet.
   */
  public static boolean isAboutSigners(String key) {
    return key.startsWith("ocsp.signer.")
        || key.startsWith("ocsp.signers.")
        || (key.startsWith("ocsp.responder.")
            && (key.endsWith(".default-signer") || key.endsWith(".foreign-issuers")));
  }

  private Map<String, ResponseSigner> trialSigner(List<Issuer> issuers) {
    configuration
        .responders()
        .forEach(
            (name, settings) -> {
              if (!isLoopback(settings.url().getHost())) {
                error(
                    "ocsp.responder." + name + ".url",
                    settings.url().toString(),
                    "a trial answers on loopback only, its signer is not the CA's",
                    "write http://127.0.0.1:8080/ while you try");
              }
            });
    AdministrationSettings administration = configuration.administration();
    if (administration != null && !isLoopback(administration.url().getHost())) {
      error(
          "ocsp.administration.url",
          administration.url().toString(),
          "a trial is shown on loopback only",
          "write http://127.0.0.1:8081/ while you try");
    }
    // The running one if there is: a client was made to trust it.
    Map<String, ResponseSigner> signers = running.signers();
    if (!issuers.isEmpty() && signers.isEmpty()) {
      ResponseSigner signer = ThrowawaySigner.make(issuers, now, TRIAL_VALIDITY);
      signers.put(signer.name(), signer);
    }
    return signers;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Map<String, ResponseSigner> signers(List<Issuer> issuers) {
    Map<String, ResponseSigner> signers = new LinkedHashMap<>();
    configuration
        .signers()
        .forEach(
            (name, settings) -> {
              String key = "ocsp.signer." + name + ".keystore";
              try {
                char[] password = settings.readPassword();
                SignerSource source =
                    new SignerSource(
                        name,
                        settings.keystore(),
                        password,
                        settings.alias(),
                        settings.trust() == DeclaredTrust.LOCAL,
                        settings.issuers());
                load(key, source, issuers, signers);
              } catch (IOException e) {
                refusedSigners.add(name);
                error(
                    "ocsp.signer." + name + ".password-file",
                    null,
                    String.valueOf(e.getMessage()),
                    "put the password alone on the only line of the file");
              }
            });
    SignersDirectory directory = configuration.signersDirectory();
    if (directory != null) {
      loadDirectory(directory, issuers, signers);
    }
    return signers;
  }

  private void loadDirectory(
      SignersDirectory settings, List<Issuer> issuers, Map<String, ResponseSigner> signers) {
    String key = "ocsp.signers.directory";
    try {
      for (Map.Entry<String, Path> file : settings.keystores().entrySet()) {
        if (signers.containsKey(file.getKey())) {
          error(
              key,
              file.getValue().toString(),
              "there is an ocsp.signer." + file.getKey() + " as well",
              "rename the file or the signer");
          continue;
        }
        char[] password = settings.readPassword();
        load(
            key,
            new SignerSource(file.getKey(), file.getValue(), password, null, false, List.of()),
            issuers,
            signers);
      }
    } catch (IOException e) {
      error(
          key,
          settings.directory().toString(),
          String.valueOf(e.getMessage()),
          "make the directory and the password file readable");
    }
  }

  private void load(
      String key, SignerSource source, List<Issuer> issuers, Map<String, ResponseSigner> signers) {
    try {
      signers.put(source.name(), running.sameOr(SignerLoader.load(source, issuers)));
    } catch (SignerRefusedException e) {
      refusedSigners.add(source.name());
      error(key, source.keystore().toString(), e.whatIsWrong(), e.whatToDo());
    } finally {
      Arrays.fill(source.password(), '\0');
    }
  }

  private Map<String, Responder> responders(
      Map<String, ServedIssuer> issuers, Map<String, ResponseSigner> signers) {
    Map<String, Responder> responders = new LinkedHashMap<>();
    configuration
        .responders()
        .forEach(
            (name, settings) -> {
              List<ServedIssuer> served =
                  settings.issuers().isEmpty()
                      ? List.copyOf(issuers.values())
                      : settings.issuers().stream()
                          .map(issuers::get)
                          .filter(issuer -> issuer != null)
                          .toList();
              Responder.Authority authority = authority(name, settings, signers);
              if (authority != null) {
                responders.put(
                    name,
                    new Responder(
                        name,
                        new ServedIssuers(served),
                        new RequestLimits(
                            settings.maxSingleRequests(), settings.maxRequestSize().bytes()),
                        new ResponseProfile(
                            settings.responderId(), settings.certificates(), settings.validity()),
                        authority,
                        new BillingTerms(settings.billing(), settings.billingUnknown())));
              }
            });
    return responders;
  }

  /** Null if its signer is not there; every such responder comes with an error. */
  private Responder.@Nullable Authority authority(
      String name, ResponderSettings settings, Map<String, ResponseSigner> signers) {
    String byName = settings.defaultSigner();
    ResponseSigner signer = byName == null ? null : signers.get(byName);
    if (byName != null && signer == null) {
      if (!refusedSigners.contains(byName)) {
        error(
            "ocsp.responder." + name + ".default-signer",
            byName,
            "there is no signer '" + byName + "'",
            "name a signer that is there, or put its key store into ocsp.signers.directory");
      }
      return null;
    }
    Responder.Authority authority = new Responder.Authority(settings.foreignIssuers(), signer);
    return settings.type() == ResponderType.NON_ISSUED_BASIC
        ? authority.withNeverIssued(settings.neverIssued())
        : authority;
  }

  private void warnAboutSigners(List<Issuer> issuers, Map<String, ResponseSigner> signers) {
    SignerSet set = new SignerSet(signers.values());
    for (Issuer issuer : issuers) {
      if (set.candidates(issuer).isEmpty()) {
        warn(
            "ocsp.issuer." + issuer.name() + ".certificate",
            null,
            "no signer speaks for this issuer: its certificates are answered unauthorized",
            "configure ocsp.signer.NAME.keystore; docs/signer-certificate.md tells how to get one");
      }
    }
    signers
        .values()
        .forEach(
            signer -> {
              String key = "ocsp.signer." + signer.name() + ".keystore";
              for (String warning :
                  SignerWarnings.of(signer, now, configuration.warn().signerExpiry())) {
                warn(key, null, warning, "see docs/signer-certificate.md");
              }
            });
  }

  private void error(String key, @Nullable String value, String reason, String advice) {
    problems.error(key, value, reason, advice);
  }

  private void warn(String key, @Nullable String value, String reason, String advice) {
    problems.warn(key, value, reason, advice);
  }
}
