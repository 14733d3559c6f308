package io.camelocsp.processors;

import io.camelocsp.revocation.ListRefusedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a refused list to {@code .refused/} below the watched directory, with a {@code .reason.txt}
 * beside it: what is wrong, what effect it has, what to do. The reason is written first, so that a
 * refused file is never without one. A file that cannot be moved stays where it is; that is told
 * once a minute, not at each poll.
 *
 * <p>A file may have its full length and still be incomplete, where its writer reserved the space
 * first. So it is refused for what may come of that only when it has not changed for {@link
 * FileLooks#SETTLED}; before, a later poll reads it again. What has replaced the refused file under
 * its name meanwhile stays for the next poll.
 */
public final class MoveAside implements Processor {
  /** Exchange property: the refusal, when it is final and was told; not again at each poll. */
  public static final String REFUSAL = "CamelOcspRefusal";

  /** Directory below the watched one that holds refused files. */
  public static final String REFUSED = ".refused";

  /** How the name of a file with a reason ends. */
  public static final String REASON = ".reason.txt";

  private static final Logger LOG = LoggerFactory.getLogger(MoveAside.class);

  /** File systems allow 255 for a name; the stamp and {@code .reason.txt} need 32 of them. */
  private static final int MOST_OCTETS_OF_NAME = 200;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final FileLooks looks;
  private final SeldomEach seldom = new SeldomEach();

  /**
   * @param clock the wall clock
   * @param looks what was seen of the files at earlier polls
   */
  public MoveAside(InstantSource clock, FileLooks looks) {
    this.clock = clock;
    this.looks = looks;
  }

  @Override
  public void process(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    Path file = exchange.getMessage().getBody(File.class).toPath();
    FileMark taken = exchange.getProperty(AcceptList.TAKEN, FileMark.class);
    if (!taken.isStillAt(file)) {
      return; // The next poll reads what has this name now.
    }
    if (refusal.reason().mayBeUnfinished()
        && looks.unchangedFor(file, taken).compareTo(FileLooks.SETTLED) < 0) {
      looks.doubt(file, taken);
      return;
    }
    try {
      Path reason = move(file, refusal);
      exchange.setProperty(REFUSAL, refusal);
      looks.forget(file);
      LOG.warn(
          "{} is refused: {} Moved aside; {} says what to do.", file, refusal.getMessage(), reason);
    } catch (IOException e) {
      if (seldom.due(file)) {
        exchange.setProperty(REFUSAL, refusal);
        LOG.error(
            "{} is refused: {} It cannot be moved aside ({}), so it stays and is tried again at"
                + " every poll; the current list goes on answering. Look at the permissions of the"
                + " directory. What to do about the list: {}",
            file,
            refusal.getMessage(),
            e.toString(),
            refusal.whatToDo());
      }
    }
  }

  /** Returns the file with the reason. */
  private Path move(Path file, ListRefusedException refusal) throws IOException {
    Path refused = file.resolveSibling(REFUSED);
    if (Files.isSymbolicLink(refused)) {
      // Whoever may drop lists chose where it leads, and the file's name and content.
      throw new IOException(refused + " is a symbolic link, which is not followed; remove it");
    }
    if (!Files.isDirectory(refused)) {
      // Not with its parents: a watched directory that went away must not be made anew.
      Files.createDirectory(refused);
    }
    String name = STAMP.format(clock.instant()) + "-" + shortened(file.getFileName().toString());
    Path reason = refused.resolve(name + REASON);
    Files.write(reason, refusal.reasonText().getBytes(StandardCharsets.UTF_8));
    try {
      Files.move(file, refused.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(reason); // or each poll would leave one
      throw e;
    }
    return reason;
  }

  /** A name that leaves room for what is put before and after it; told apart by a hash. */
  private static String shortened(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS_OF_NAME) {
      return name;
    }
    String hash = "~%08x.crl".formatted(name.hashCode());
    StringBuilder head = new StringBuilder();
    int left = MOST_OCTETS_OF_NAME - hash.length();
    for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
      String next = Character.toString(name.codePointAt(at));
      left -= next.getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      head.append(next);
    }
    return head + hash;
  }
}
