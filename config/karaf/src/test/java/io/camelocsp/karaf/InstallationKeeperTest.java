package io.camelocsp.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.Effect;
import io.camelocsp.config.KeyChange;
import io.camelocsp.config.Origin;
import io.camelocsp.operations.OperatedService;
import io.camelocsp.operations.Operations;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What runs after which edits; the installations are recorded instead of started. */
class InstallationKeeperTest {
  private static final Origin CFG = Origin.of("etc/io.camelocsp.cfg");

  private final List<String> events = new ArrayList<>();
  private final List<String> audit = new ArrayList<>();
  private final Set<String> refuseToStart = new HashSet<>();
  private final InstallationKeeper keeper = new InstallationKeeper(this::prepare);

  @Test
  void startsWhatIsWritten() {
    keeper.update(written("first"));

    assertThat(events).containsExactly("start first");
  }

  @Test
  void startsNothingWhereNothingIsWritten() {
    keeper.update(empty());

    assertThat(events).isEmpty();
  }

  @Test
  void leavesARunningInstallationAloneWhenTheSameIsWrittenAgain() {
    keeper.update(written("first"));
    keeper.update(written("first"));

    assertThat(events).containsExactly("start first");
  }

  @Test
  void stopsTheOldBeforeItStartsTheNew() {
    keeper.update(written("first"));
    keeper.update(written("second"));

    assertThat(events).containsExactly("start first", "close first", "start second");
  }

  @Test
  void appliesLiveKeysWithoutARestart() {
    keeper.update(written("first"));
    keeper.update(written("live second"));
    keeper.update(written("live second"));

    assertThat(events).containsExactly("start first", "apply live second", "close live second");
    assertThat(keeper.operations()).isNotNull();
  }

  @Test
  void keepsTheOldRunningWhenAFileOfTheNewCannotBeUsed() {
    keeper.update(written("first"));
    keeper.update(written("bad file"));

    assertThat(events).containsExactly("start first", "close bad file");
  }

  @Test
  void startsTheNewEvenIfTheOldDoesNotStopWell() {
    keeper.update(written("stubborn"));
    keeper.update(written("second"));

    assertThat(events).containsExactly("start stubborn", "start second");
    assertThat(keeper.operations()).isNotNull();
  }

  @Test
  void hasNobodyToAskWhileNothingRuns() {
    keeper.update(empty());

    assertThat(keeper.operations()).isNull();
  }

  @Test
  void keepsTheOldRunningWhenTheNewIsRefused() {
    keeper.update(written("first"));
    keeper.update(written("bad"));

    assertThat(events).containsExactly("start first");
  }

  @Test
  void keepsTheOldRunningWhenTheFileIsEmptied() {
    keeper.update(written("first"));
    keeper.update(empty());

    assertThat(events).containsExactly("start first");
  }

  @Test
  void startsTheOldAgainWhenTheNewCannotStart() {
    refuseToStart.add("second");
    keeper.update(written("first"));
    keeper.update(written("second"));
    keeper.update(written("third"));

    assertThat(events)
        .containsExactly("start first", "close first", "start first", "close first", "start third");
  }

  @Test
  void startsOnceTheConfigurationIsPutRight() {
    keeper.update(written("bad"));
    keeper.update(written("first"));

    assertThat(events).containsExactly("start first");
  }

  @Test
  void triesAgainAfterAFailedStart() {
    refuseToStart.add("first");
    keeper.update(written("first"));
    refuseToStart.clear();
    keeper.update(written("first"));

    assertThat(events).containsExactly("start first");
  }

  @Test
  void aReloadReadsAgainWhatWasWrittenLastAlsoIfItWasRefused() {
    keeper.update(written("live first"));
    keeper.update(written("bad file"));
    events.clear();

    assertThat(keeper.reload("alice")).startsWith("refused; the configuration before goes on");
    assertThat(events).containsExactly("close bad file");

    keeper.update(written("live second"));
    events.clear();
    assertThat(keeper.reload("alice"))
        .isEqualTo("applied without a restart:\nocsp.test: a -> b (live)");
    assertThat(events).containsExactly("apply live second", "close live second");
  }

  @Test
  void aReloadRestartsWhereAnEditWouldAndStartsWhatDoesNotRun() {
    assertThat(keeper.reload("alice")).isEqualTo("no key is written yet");
    refuseToStart.add("first");
    keeper.update(written("first"));
    assertThat(keeper.reload("alice")).isEqualTo("it could not be started; log:display says why");
    refuseToStart.clear();
    assertThat(keeper.reload("alice")).isEqualTo("it was started");

    assertThat(keeper.reload("alice")).isEqualTo("it was restarted, because of ocsp.test");

    assertThat(events).containsExactly("start first", "close first", "start first");
    assertThat(keeper.name()).isEqualTo("camel-ocsp");
  }

  @Test
  void aReloadIsToldToTheAuditLogWithWhoAskedAndWhatCameOfIt() {
    keeper.update(written("live first"));
    keeper.reload("alice");
    assertThat(audit).containsExactly("command reload all alice done");
    keeper.update(written("bad"));
    audit.clear();

    keeper.reload("carol");

    assertThat(audit)
        .containsExactly(
            "configuration-refused the configuration has mistakes",
            "command reload all carol not applied");
  }

  @Test
  void anEditThatIsRefusedIsToldToTheAuditLogOfWhatGoesOn() {
    keeper.update(written("bad"));
    assertThat(audit).as("where nothing runs").isEmpty();

    keeper.update(written("first"));
    keeper.update(written("bad"));
    assertThat(audit).containsExactly("configuration-refused the configuration has mistakes");

    audit.clear();
    refuseToStart.add("second");
    keeper.update(written("second"));
    assertThat(audit).containsExactly("configuration-refused it could not be started");
  }

  @Test
  void stopsOnlyOnce() {
    keeper.update(written("first"));
    keeper.close();
    keeper.close();

    assertThat(events).containsExactly("start first", "close first");
  }

  /** Of an installation only what it is to tell its audit log is asked. */
  private OperatedService audited() {
    return (OperatedService)
        Proxy.newProxyInstance(
            OperatedService.class.getClassLoader(),
            new Class<?>[] {OperatedService.class},
            (proxy, method, arguments) -> {
              AuditEvent event = (AuditEvent) arguments[0];
              List<String> words = new ArrayList<>(List.of(event.kind().label()));
              event.details().values().forEach(each -> words.add(each.toString()));
              audit.add(String.join(" ", words));
              return null;
            });
  }

  private PreparedInstallation prepare(WrittenConfiguration written) throws ConfigurationException {
    String name = written.entries().get(0).value();
    if (name.equals("bad")) {
      refuse(written);
    }
    return new Recorded(name);
  }

  private static void refuse(WrittenConfiguration written) throws ConfigurationException {
    new ConfigurationLoader(Path.of("."), text -> text).load(written.entries(), CFG);
  }

  private static WrittenConfiguration written(String value) {
    return configuration(List.of(new ConfigurationEntry("ocsp.test", value, CFG)));
  }

  private static WrittenConfiguration empty() {
    return configuration(List.of());
  }

  private static WrittenConfiguration configuration(List<ConfigurationEntry> entries) {
    return new WrittenConfiguration(
        "camel-ocsp",
        CFG,
        entries,
        List.of(),
        new ConfigurationEntry("ocsp.data.directory", "data", CFG));
  }

  private static ConfigurationChange change(Effect effect) {
    return new ConfigurationChange(
        List.of(new KeyChange("ocsp.test", KeyChange.Kind.CHANGED, "a -> b", effect)));
  }

  private final class Recorded implements PreparedInstallation {
    private final String name;

    Recorded(String name) {
      this.name = name;
    }

    @Override
    public void start() throws StartFailedException {
      if (refuseToStart.contains(name)) {
        throw new StartFailedException("the port is taken", new IllegalStateException());
      }
      events.add("start " + name);
    }

    @Override
    public ConfigurationChange applyLive(PreparedInstallation next) throws ConfigurationException {
      String other = ((Recorded) next).name;
      if (other.equals("bad file")) {
        refuse(written(other));
      }
      if (!other.startsWith("live")) {
        return change(Effect.RESTART);
      }
      events.add("apply " + other);
      return change(Effect.LIVE);
    }

    @Override
    public Operations operations() {
      return new Operations(audited());
    }

    @Override
    public String answersAt() {
      return name;
    }

    @Override
    public void close() {
      if (name.equals("stubborn")) {
        throw new IllegalStateException("it does not stop");
      }
      events.add("close " + name);
    }
  }
}
