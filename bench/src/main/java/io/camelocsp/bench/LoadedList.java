package io.camelocsp.bench;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.revocation.ListRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** Lists taken in as the product does: verified, archived, indexed, published. */
final class LoadedList {
  private final IssuerData data;
  private final ListIntake intake;

  /**
   * @param archive the archive's directory
   */
  LoadedList(X509Certificate ca, Path archive) throws IOException {
    data = new IssuerData(new Issuer("bench", ca));
    intake =
        new ListIntake(
            List.of(data),
            issuer -> ListPolicy.DEFAULT,
            new ListArchive(Files.createDirectories(archive)),
            InstantSource.system());
  }

  /** Takes a list in. */
  void accept(Path list) throws IOException, ListRefusedException {
    if (!(intake.accept(list) instanceof Acceptance.Accepted)) {
      throw new IllegalStateException("the list was not accepted");
    }
  }

  IssuerData data() {
    return data;
  }
}
