package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.ConfigurationCheck;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.Responder;
import io.camelocsp.workflow.ServedIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/** Judges a configuration by loading all that starting would load, and nothing more. */
public final class ConfigurationFileCheck implements ConfigurationCheck {
  private final InstantSource clock;

  public ConfigurationFileCheck(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Report check(Path file) {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      LoadedConfiguration loaded = Keys.load(file, Map.of(), SignerMode.CONFIGURED, context);
      Instant now = clock.instant();
      LoadedInstallation installed =
          new InstallationLoader(loaded, SignerMode.CONFIGURED, now).load();
      List<String> warnings =
          Stream.concat(loaded.warnings().stream(), installed.warnings().stream())
              .map(ConfigurationProblem::text)
              .toList();
      return new Report(List.of(), warnings, summary(loaded, installed.installation(), now));
    } catch (ConfigurationException e) {
      return new Report(texts(e.errors()), texts(e.warnings()), List.of());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> texts(List<ConfigurationProblem> problems) {
    return problems.stream().map(ConfigurationProblem::text).toList();
  }

  private static List<String> summary(
      LoadedConfiguration loaded, Installation installation, Instant now) {
    List<String> lines = new ArrayList<>();
    loaded
        .configuration()
        .responders()
        .forEach(
            (name, settings) -> {
              Responder responder = installation.responder(name);
              List<String> issuers =
                  responder.issuers().all().stream().map(each -> each.issuer().name()).toList();
              lines.add(
                  "Responder "
                      + name
                      + " answers for "
                      + String.join(", ", issuers)
                      + " at "
                      + settings.url());
            });
    for (ServedIssuer issuer : installation.issuers()) {
      ResponseSigner signer = installation.signers().choose(issuer.issuer(), now);
      lines.add(
          "Issuer "
              + issuer.issuer()
              + (signer == null
                  ? ": no signer may sign now"
                  : ": signed by " + signer.name() + " until " + signer.notAfter()));
    }
    loaded
        .configuration()
        .lists()
        .forEach((name, settings) -> lines.add("Lists " + name + " from " + settings.from()));
    return lines;
  }
}
