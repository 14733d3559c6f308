package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.operations.Operations;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one installation running as well as its configuration allows: a bad edit changes nothing
 * but the log, a good one is applied live or replaces the running installation, and where the new
 * one cannot start, the old one starts again. For one thread, but for {@link #operations}.
 */
final class InstallationKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstallationKeeper.class);

  private static final Outcome NOT_STARTED =
      Outcome.notApplied("it could not be started; log:display says why");

  private final InstallationPreparer preparer;
  private volatile @Nullable Running running;

  /** Also one that was refused: what its keys name may be mended without another edit. */
  private @Nullable WrittenConfiguration latest;

  private boolean toldThatNothingIsWritten;

  InstallationKeeper(InstallationPreparer preparer) {
    this.preparer = preparer;
  }

  private record Running(WrittenConfiguration written, PreparedInstallation installation) {}

  /**
   * What came of a configuration.
   *
   * @param told in the audit log
   * @param text for whoever asked, of some lines
   */
  private record Outcome(String told, String text) {
    static Outcome done(String text) {
      return new Outcome("done", text);
    }

    static Outcome notApplied(String text) {
      return new Outcome("not applied", text);
    }
  }

  /** Makes the installation what is written now, if it can. */
  void update(WrittenConfiguration written) {
    if (written.isEmpty()) {
      nothingWritten(written);
      return;
    }
    toldThatNothingIsWritten = false;
    latest = written;
    Running before = running;
    if (before == null || !before.written().values().equals(written.values())) {
      use(written);
    }
  }

  /**
   * Reads the files anew that the keys name as they were written last, as an edit of a key would.
   *
   * @param who asks for it
   * @return what came of it, a text of some lines
   */
  String reload(String who) {
    WrittenConfiguration written = latest;
    if (written == null) {
      return "no key is written yet";
    }
    Outcome outcome = use(written);
    tell(operations -> operations.by(who).tellCommand("reload", outcome.told()));
    return outcome.text();
  }

  /** Where nothing runs, there is no audit log. */
  private void tell(Consumer<Operations> what) {
    Running now = running;
    if (now != null) {
      what.accept(now.installation().operations());
    }
  }

  private void tellRefused(String why) {
    tell(operations -> operations.tellRefusedConfiguration(why));
  }

  private Outcome use(WrittenConfiguration written) {
    PreparedInstallation next;
    try {
      next = preparer.prepare(written);
    } catch (ConfigurationException e) {
      tellRefused("the configuration has mistakes");
      return refuse(written, e);
    } catch (StartFailedException e) {
      tellRefused("Camel cannot be set up as it says");
      return failed(written, e);
    }
    Running before = running;
    if (before != null) {
      return apply(before, written, next);
    }
    return start(written, next) ? Outcome.done("it was started") : NOT_STARTED;
  }

  /** Puts a checked configuration in place of the running one: live if it can be. */
  private Outcome apply(Running before, WrittenConfiguration written, PreparedInstallation next) {
    ConfigurationChange change;
    try {
      change = before.installation().applyLive(next);
    } catch (ConfigurationException e) {
      next.close();
      return refuse(written, e); // which the running one has told its audit log
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
    if (change.isLive()) {
      next.close();
      running = new Running(written, before.installation());
      LOG.info("{}: the configuration was applied without a restart", written.name());
      return Outcome.done(
          change.isEmpty()
              ? "nothing is different"
              : "applied without a restart:\n" + change.text());
    }
    String because = String.join(", ", change.keysThatNeedARestart());
    LOG.info("{}: restarting with the new configuration, because of {}", written.name(), because);
    running = null; // also if it does not end well: nothing must be applied to it any more
    try {
      before.installation().close();
    } catch (RuntimeException e) {
      LOG.error("{}: the old configuration did not stop well", written.name(), e);
    }
    if (start(written, next)) {
      return Outcome.done("it was restarted, because of " + because);
    }
    startAgain(before.written());
    return NOT_STARTED;
  }

  private void startAgain(WrittenConfiguration before) {
    PreparedInstallation again = prepare(before);
    if (again != null && start(before, again)) {
      tellRefused("it could not be started");
      LOG.error(
          "{}: the new configuration was not applied, for the reason above; the one before runs"
              + " again",
          before.name());
    } else {
      LOG.error(
          "{}: the configuration before cannot be started again either; nothing answers until {}"
              + " is put right",
          before.name(),
          before.origin());
    }
  }

  private @Nullable PreparedInstallation prepare(WrittenConfiguration written) {
    try {
      return preparer.prepare(written);
    } catch (ConfigurationException e) {
      refuse(written, e);
    } catch (StartFailedException e) {
      failed(written, e);
    }
    return null;
  }

  private Outcome failed(WrittenConfiguration written, StartFailedException e) {
    // Not the cause: Camel's exceptions have values in them, which may be passwords.
    LOG.error("{}: {}; {}", written.name(), e.getMessage(), whatGoesOn());
    LOG.debug("Preparing {} failed", written.name(), e);
    return Outcome.notApplied(e.getMessage() + "; " + whatGoesOn());
  }

  private Outcome refuse(WrittenConfiguration written, ConfigurationException e) {
    int errors = e.errors().size();
    String problems = ConfigurationProblem.text(e.problems());
    LOG.error(
        "{}: {} has {} {}; {}\n{}\nWhere a file is mended and no key, run ocsp:reload afterwards.",
        written.name(),
        written.origin(),
        errors,
        errors == 1 ? "error" : "errors",
        whatGoesOn(),
        problems);
    return Outcome.notApplied("refused; " + whatGoesOn() + "\n" + problems);
  }

  private String whatGoesOn() {
    return running == null
        ? "nothing was started"
        : "the configuration before goes on until it is put right";
  }

  private boolean start(WrittenConfiguration written, PreparedInstallation next) {
    try {
      next.start();
    } catch (StartFailedException e) {
      LOG.error("{}: {}", written.name(), e.getMessage());
      LOG.debug("Starting {} failed", written.name(), e);
      return false;
    }
    running = new Running(written, next);
    LOG.info("{}: answering at {}", written.name(), next.answersAt());
    return true;
  }

  /** An editor that empties a file before it writes it must not stop a responder. */
  private void nothingWritten(WrittenConfiguration written) {
    if (toldThatNothingIsWritten) {
      return;
    }
    toldThatNothingIsWritten = true;
    if (running == null) {
      LOG.info(
          "{}: {} has no key yet, so nothing was started: write ocsp.issuer.NAME.certificate first,"
              + " then ocsp.signer.NAME.keystore with its password-file, and ocsp.lists.NAME.from",
          written.name(),
          written.origin());
    } else {
      LOG.warn(
          "{}: {} has no key any more; the configuration before goes on. Delete the file to stop"
              + " it.",
          written.name(),
          written.origin());
    }
  }

  /** The name of what was written last; {@code -} before anything was. */
  String name() {
    return latest == null ? "-" : latest.name();
  }

  /** What runs, for any thread; null if nothing does. */
  @Nullable NamedOperations operations() {
    Running now = running;
    return now == null
        ? null
        : new NamedOperations(now.written().name(), now.installation().operations());
  }

  /**
   * One installation, for operators.
   *
   * @param name of the installation
   */
  record NamedOperations(String name, Operations operations) {}

  /** Stops what runs. */
  @Override
  public void close() {
    Running last = running;
    if (last != null) {
      running = null;
      last.installation().close();
      LOG.info("{}: stopped", last.written().name());
    }
  }
}
