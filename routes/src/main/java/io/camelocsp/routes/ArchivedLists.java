package io.camelocsp.routes;

import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.Restoration;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what the data directory holds visible again when a service opens. */
final class ArchivedLists {
  private static final Logger LOG = LoggerFactory.getLogger(OcspService.class);

  private ArchivedLists() {}

  /**
   * Deletes what an interrupted run left waiting, and publishes the archived lists.
   *
   * @return what is visible again
   * @throws IOException if the archive cannot be read
   */
  static List<Acceptance.Accepted> restore(DataDirectory data, ListIntake intake)
      throws IOException {
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
    return restored.lists();
  }
}
