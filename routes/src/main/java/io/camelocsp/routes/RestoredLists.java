package io.camelocsp.routes;

import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.Restoration;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the lists of the run before visible again, and says in the log which they are. */
final class RestoredLists {
  private static final Logger LOG = LoggerFactory.getLogger(RestoredLists.class);

  private RestoredLists() {}

  /**
   * Takes them in, before any listener opens.
   *
   * @throws IOException if the data directory cannot be used
   */
  static void restore(DataDirectory data, ListIntake intake) throws IOException {
    int left = data.clearIncoming();
    if (left > 0) {
      LOG.info(
          "{} lists that an interrupted run had not taken in were deleted; send them again", left);
    }
    Restoration restored = intake.restore();
    restored.messages().forEach(message -> LOG.warn("Archive: {}", message));
    for (Acceptance.Accepted list : restored.lists()) {
      LOG.info(
          "Issuer {} answers from the archived {}, {} entries, valid until {}",
          list.issuer(),
          list.description(),
          list.entries(),
          list.nextUpdate());
    }
  }
}
