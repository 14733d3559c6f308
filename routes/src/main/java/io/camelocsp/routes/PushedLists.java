package io.camelocsp.routes;

import io.camelocsp.certificate.Pem;
import io.camelocsp.config.AccessSettings;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ListsSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.http.intake.IntakeComponent;
import io.camelocsp.http.intake.IntakeSettings;
import io.camelocsp.http.intake.IntakeSettings.Limits;
import io.camelocsp.http.intake.IntakeSettings.Timeouts;
import io.camelocsp.http.intake.PasswordPublisher;
import io.camelocsp.http.intake.PinnedPublishers;
import io.camelocsp.http.intake.Publisher;
import io.camelocsp.http.intake.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lists that publishers push: where they come in, and who may push them at this moment.
 * Thread-safe.
 */
final class PushedLists {
  private final Optional<IntakeComponent> component;
  private volatile Map<String, Publisher> publishers;

  /**
   * @param incoming where lists wait while they come in
   * @throws IOException naming the key store, certificate or password that cannot be used
   */
  PushedLists(OcspConfiguration configuration, Path incoming, InstantSource clock)
      throws IOException {
    publishers = publishers(configuration);
    io.camelocsp.config.IntakeSettings intake = configuration.intake();
    component =
        intake == null || publishers.isEmpty()
            ? Optional.empty()
            : Optional.of(component(intake, incoming, clock));
  }

  /** The component that pushed lists come from; empty if none is configured. */
  Optional<IntakeComponent> component() {
    return component;
  }

  private IntakeComponent component(
      io.camelocsp.config.IntakeSettings intake, Path incoming, InstantSource clock)
      throws IOException {
    ServerKeys keys =
        ServerKeys.load(intake.keystore(), intake.passwordFile(), intake::readPassword, clock);
    IntakeSettings settings =
        new IntakeSettings(
            intake.url(),
            incoming,
            new Limits(
                intake.maxSize().bytes(), intake.maxConnections(), Limits.DEFAULT.maxUploads()),
            new Timeouts(
                Timeouts.DEFAULT.header(),
                intake.timeout(),
                Timeouts.DEFAULT.stall(),
                Timeouts.DEFAULT.write()));
    return new IntakeComponent(
        settings, keys, name -> Optional.ofNullable(publishers.get(name)), clock);
  }

  /**
   * Reads their certificates and passwords anew.
   *
   * @return makes them those who may push from now on; until it is run nothing is different
   * @throws ConfigurationException naming the file that cannot be used
   */
  Runnable read(OcspConfiguration next) throws ConfigurationException {
    try {
      Map<String, Publisher> read = publishers(next);
      return () -> publishers = read;
    } catch (IOException e) {
      throw ConfigurationException.of(
          "ocsp.lists", String.valueOf(e.getMessage()), "make the file readable and whole");
    }
  }

  private static Map<String, Publisher> publishers(OcspConfiguration configuration)
      throws IOException {
    Map<String, Publisher> publishers = new LinkedHashMap<>();
    for (Map.Entry<String, ListsSettings> lists : configuration.lists().entrySet()) {
      if (lists.getValue().isPushed()) {
        publishers.put(lists.getKey(), publisher(lists.getValue().access()));
      }
    }
    return publishers;
  }

  private static Publisher publisher(AccessSettings access) throws IOException {
    if (access.publishers() != null) {
      return new PinnedPublishers(Pem.certificates(access.publishers()));
    }
    if (access.username() == null) {
      throw new IllegalStateException("the configuration was not checked: nobody may push");
    }
    char[] password = access.readPassword();
    try {
      return new PasswordPublisher(access.username(), password);
    } catch (IllegalArgumentException e) {
      throw new IOException("ocsp.lists.NAME.username: " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
