package io.camelocsp.routes;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditKeeper;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.audit.AuditLog;
import io.camelocsp.audit.AuditPlan;
import io.camelocsp.audit.AuditSigner;
import io.camelocsp.audit.AuditState;
import io.camelocsp.clock.ClockState;
import io.camelocsp.config.AuditSettings;
import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.KeyChange;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.IntakeListener;
import io.camelocsp.revocation.ListOrigin;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.workflow.AuditFindings;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Tells the audit log what happens here, in its words. Each method is one line in whatever causes
 * it; where the log is switched off, none does anything. Nothing of it fails. Thread-safe.
 */
final class AuditTrail implements IntakeListener, AutoCloseable {
  private static final int KEYS_IN_AN_ENTRY = 15;
  private static final int MOST_KEYS = 1_500;

  private final Path directory;
  private final @Nullable AuditLog log;
  private final @Nullable AuditKeeper keeper;
  private ClockState.Standing standing = ClockState.Standing.TRUSTED;
  private boolean started;

  private AuditTrail(Path directory, @Nullable AuditLog log) {
    this.directory = directory;
    this.log = log;
    this.keeper = log == null ? null : new AuditKeeper(log);
  }

  /**
   * Opens the log, if it is configured.
   *
   * @throws IOException if its directory or key cannot be used; the message says why
   */
  static AuditTrail open(OcspConfiguration configuration, InstantSource clock) throws IOException {
    AuditSettings settings = configuration.audit();
    Path directory = configuration.auditDirectory();
    if (!settings.enabled()) {
      return new AuditTrail(directory, null);
    }
    AuditPlan plan =
        new AuditPlan(
            directory,
            settings.maxSize().bytes(),
            settings.keep(),
            settings.checkpointEntries(),
            settings.checkpointInterval());
    return new AuditTrail(directory, AuditLog.open(plan, signer(settings, directory), clock));
  }

  private static AuditSigner signer(AuditSettings settings, Path directory) throws IOException {
    if (settings.keystore() == null) {
      return AuditSigner.ofDirectory(directory);
    }
    char[] password = settings.readPassword();
    try {
      return AuditSigner.ofKeyStore(settings.keystore(), password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** How the log is doing; where it is switched off, well. */
  AuditState state() {
    return log == null ? new AuditState(0, 0, null) : log.state();
  }

  /** What an operator should know about the log. */
  List<Finding> findings() {
    return AuditFindings.of(state(), directory);
  }

  /** Tells something; once for all, for what has no method of its own. */
  void tell(AuditEvent event) {
    if (log != null) {
      log.write(event);
    }
  }

  private void tell(List<AuditEvent> events) {
    if (log != null) {
      log.writeAll(events);
    }
  }

  /** A start: the configuration, who signs, and what is answered from. Signed at once. */
  void started(
      LoadedConfiguration loaded, Installation installation, List<Acceptance.Accepted> restored) {
    List<AuditEvent> events = new ArrayList<>();
    events.add(
        AuditEvent.of(AuditKind.START)
            .with("responders", String.join(", ", loaded.configuration().responders().keySet()))
            .with("issuers", installation.issuers().size())
            .with("lists", restored.size()));
    addKeys(
        events,
        AuditKind.CONFIGURATION_LOADED,
        loaded.entries().stream().map(ConfigurationEntry::key).distinct().toList());
    installation.signers().all().forEach(each -> events.add(signer(AuditKind.SIGNER_IN, each)));
    restored.forEach(each -> events.add(list(AuditKind.LIST_RESTORED, each, ListOrigin.UNKNOWN)));
    tell(events);
    if (log != null) {
      log.checkpoint();
    }
    started = true;
  }

  /** A reload that was applied: which keys, and which signers came and went. */
  void reloaded(ConfigurationChange change, Installation before, Installation after) {
    if (change.isEmpty()) {
      return;
    }
    List<AuditEvent> events = new ArrayList<>();
    addKeys(
        events,
        AuditKind.CONFIGURATION_CHANGED,
        change.keys().stream().map(AuditTrail::changed).toList());
    Map<String, ResponseSigner> gone = new LinkedHashMap<>();
    before.signers().all().forEach(each -> gone.put(identity(each), each));
    for (ResponseSigner each : after.signers().all()) {
      if (gone.remove(identity(each)) == null) {
        events.add(signer(AuditKind.SIGNER_IN, each));
      }
    }
    gone.values().forEach(each -> events.add(signer(AuditKind.SIGNER_OUT, each)));
    tell(events);
  }

  /**
   * A reload that was not applied.
   *
   * @param why without values of keys
   */
  void reloadRefused(String why) {
    tell(AuditEvent.of(AuditKind.CONFIGURATION_REFUSED).with("reason", why));
  }

  private static String changed(KeyChange change) {
    return change.key() + " " + change.kind().name().toLowerCase(Locale.ROOT);
  }

  /** In entries that each have a few: a thousand issuers have ten thousand keys. */
  private static void addKeys(List<AuditEvent> events, AuditKind kind, List<String> keys) {
    int told = Math.min(keys.size(), MOST_KEYS);
    for (int from = 0; from < told; from += KEYS_IN_AN_ENTRY) {
      List<String> some = keys.subList(from, Math.min(told, from + KEYS_IN_AN_ENTRY));
      events.add(AuditEvent.of(kind).with("keys", String.join(", ", some)));
    }
    if (keys.size() > told) {
      events.add(AuditEvent.of(kind).with("more", keys.size() - told));
    }
  }

  private static String identity(ResponseSigner signer) {
    return signer.name() + " " + Fingerprint.of(signer.certificate());
  }

  private static AuditEvent signer(AuditKind kind, ResponseSigner signer) {
    return AuditEvent.of(kind)
        .with("signer", signer.name())
        .with("certificate", Fingerprint.of(signer.certificate()))
        .with("trust", signer.trust().name().toLowerCase(Locale.ROOT))
        .with("notAfter", signer.notAfter());
  }

  @Override
  public void taken(Acceptance acceptance, ListOrigin origin) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      tell(list(AuditKind.LIST_ACCEPTED, accepted, origin));
      if (accepted.heldRemovals() > 0) {
        tell(
            AuditEvent.of(AuditKind.REMOVALS_HELD)
                .with("issuer", accepted.issuer().name())
                .with("list", accepted.description())
                .with("held", accepted.heldRemovals()));
      }
    } else if (acceptance instanceof Acceptance.Waiting waiting) {
      tell(
          AuditEvent.of(AuditKind.LIST_WAITING)
              .with("issuer", waiting.issuer().name())
              .with("list", waiting.description())
              .with("waitsFor", waiting.forWhat())
              .with("source", origin.source())
              .with("location", origin.location()));
    }
  }

  private static AuditEvent list(AuditKind kind, Acceptance.Accepted accepted, ListOrigin origin) {
    return AuditEvent.of(kind)
        .with("issuer", accepted.issuer().name())
        .with("list", accepted.description())
        .with("thisUpdate", accepted.thisUpdate())
        .with("nextUpdate", accepted.nextUpdate())
        .with("entries", accepted.entries())
        .with("heldRemovals", accepted.heldRemovals())
        .with("file", accepted.archived().getFileName())
        .with("source", origin.source())
        .with("location", origin.location());
  }

  /** A step of a route: the list of this exchange is refused. Strangers may send many. */
  void refused(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    if (log == null || refusal == null) {
      return;
    }
    String source = exchange.getProperty(OcspExchange.LIST_SOURCE, "", String.class);
    String reason = refusal.reason().name().toLowerCase(Locale.ROOT);
    log.writeSeldom(
        AuditEvent.of(AuditKind.LIST_REFUSED)
            .with("reason", reason)
            .with("problem", refusal.whatIsWrong())
            .with("source", source)
            .with("location", location(exchange)),
        source.isEmpty() ? reason : source + ": " + reason);
  }

  private static @Nullable Object location(Exchange exchange) {
    Object location = exchange.getProperty(OcspExchange.LIST_LOCATION);
    return location != null
        ? location
        : exchange.getMessage().getHeader(Exchange.FILE_PATH, String.class);
  }

  /** An operator confirmed removals, if any were held. */
  void removalsAccepted(String issuer, int released) {
    if (released > 0) {
      tell(
          AuditEvent.of(AuditKind.REMOVALS_ACCEPTED)
              .with("issuer", issuer)
              .with("released", released));
    }
  }

  /** What a look at the clocks shows; told when it is another than before. */
  synchronized void clock(ClockState state) {
    if (state.standing() == standing) {
      return;
    }
    standing = state.standing();
    tell(
        AuditEvent.of(AuditKind.CLOCK)
            .with("standing", state.standing().name().toLowerCase(Locale.ROOT))
            .with("wall", state.wall())
            .with("judged", state.judged())
            .with("seconds", state.by().toSeconds()));
  }

  /** Ends the log with a checkpoint; tells a stop if a start was told. */
  @Override
  public void close() {
    if (keeper == null) {
      return;
    }
    if (started) {
      started = false;
      tell(AuditEvent.of(AuditKind.STOP));
    }
    keeper.close();
  }
}
