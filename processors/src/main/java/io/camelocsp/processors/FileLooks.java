package io.camelocsp.processors;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What we saw of the files in watched directories at earlier polls. How long a file has been what
 * it is counts from our own first look: the time of modification that a file bears may be copied
 * from elsewhere ({@code cp -p}, {@code rsync -t}) or come from another machine's clock.
 *
 * <p>Bounded: of more files than 10,000 those are forgotten that were not looked at for longest.
 * Thread-safe.
 */
public final class FileLooks {
  /** For how long a file must have been unchanged to be taken for finished. */
  public static final Duration SETTLED = Duration.ofSeconds(2);

  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<Path, Look> looks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Look> eldest) {
          return size() > MOST;
        }
      };

  private record Look(FileMark mark, Instant since, boolean doubted) {}

  /**
   * @param clock the wall clock
   */
  public FileLooks(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes a look at the file; returns for how long it has borne this mark, zero if it is new. */
  public synchronized Duration unchangedFor(Path path, FileMark mark) {
    return Duration.between(look(path, mark).since(), clock.instant());
  }

  /** Notes that the file looks wrong, perhaps because it is still being written. */
  public synchronized void doubt(Path path, FileMark mark) {
    Look look = look(path, mark);
    looks.put(path, new Look(mark, look.since(), true));
  }

  /** Whether the file looked wrong and has not changed since. */
  public synchronized boolean isDoubted(Path path, FileMark mark) {
    return look(path, mark).doubted();
  }

  /** Forgets a file that is gone. */
  public synchronized void forget(Path path) {
    looks.remove(path);
  }

  private Look look(Path path, FileMark mark) {
    Instant now = clock.instant();
    Look last = looks.get(path);
    // A clock that was set back must not make a file wait until it has caught up.
    if (last != null && last.mark().equals(mark) && !now.isBefore(last.since())) {
      return last;
    }
    Look first = new Look(mark, now, false);
    looks.put(path, first);
    return first;
  }
}
