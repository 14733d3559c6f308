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
 */
public final class MoveAside implements Processor {
  /** Directory below the watched one that holds refused files. */
  public static final String REFUSED = ".refused";

  private static final Logger LOG = LoggerFactory.getLogger(MoveAside.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Seldom seldom = new Seldom();

  public MoveAside(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    Path file = exchange.getMessage().getBody(File.class).toPath();
    try {
      Path reason = move(file, refusal);
      LOG.warn(
          "{} is refused: {} Moved aside; {} says what to do.", file, refusal.getMessage(), reason);
    } catch (IOException e) {
      if (seldom.due()) {
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
    Path refused = Files.createDirectories(file.resolveSibling(REFUSED));
    String name = STAMP.format(clock.instant()) + "-" + file.getFileName();
    Path reason = refused.resolve(name + ".reason.txt");
    Files.write(reason, refusal.reasonText().getBytes(StandardCharsets.UTF_8));
    try {
      Files.move(file, refused.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(reason); // or each poll would leave one
      throw e;
    }
    return reason;
  }
}
