package io.camelocsp.standalone.init;

import io.camelocsp.client.SafeText;
import io.camelocsp.revocation.ListInspection;
import io.camelocsp.revocation.ListInspection.Signature;
import io.camelocsp.revocation.ListKind;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a file is a CRL that this CA signed, and what a responder will think of it.
 *
 * @param inspection what it says
 * @param warnings what is odd about it, but no obstacle to setting up
 */
record ListCheck(ListInspection inspection, List<String> warnings) {
  /** The last tenth of its validity: by then its CA has usually published the next one. */
  private static final int LAST_PART = 10;

  ListCheck {
    warnings = List.copyOf(warnings);
  }

  /**
   * Checks it.
   *
   * @throws CommandFailure if it is no CRL, not complete, or not by this CA
   */
  static ListCheck of(Path file, X509Certificate issuer, Instant now) throws CommandFailure {
    ListInspection list = inspect(file, issuer, now);
    String name = SafeText.clean(list.issuer());
    if (list.signature() != Signature.VALID
        || list.kind() != ListKind.COMPLETE_CRL
        || !sameName(list, issuer)) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          file + ", a " + list.kind().label() + " of " + name + ", cannot be used:",
          list.refusals().stream().map(each -> "  " + SafeText.clean(each)).toArray(String[]::new));
    }
    List<String> warnings = new ArrayList<>();
    list.refusals()
        .forEach(
            each -> warnings.add("the responder will refuse the CRL: " + SafeText.clean(each)));
    Instant end = list.nextUpdate();
    if (end != null && end.isAfter(now) && endsSoon(list.thisUpdate(), now, end)) {
      warnings.add("the CRL ends soon, at " + end + ": have the next one ready");
    }
    if (usesSha1(list)) {
      warnings.add("the CRL is signed with SHA-1: allow-sha1-lists is prepared in the file");
    }
    if (end == null) {
      warnings.add("the CRL names no nextUpdate: max-list-age is prepared in the file");
    }
    return new ListCheck(list, warnings);
  }

  private static boolean endsSoon(Instant thisUpdate, Instant now, Instant end) {
    Duration validity = Duration.between(thisUpdate, end);
    return Duration.between(now, end).compareTo(validity.dividedBy(LAST_PART)) < 0;
  }

  /** Whether the responder must be told to accept SHA-1 signatures. */
  boolean needsSha1() {
    return usesSha1(inspection);
  }

  /** Whether the responder must be told how long the CRL counts. */
  boolean needsMaxAge() {
    return inspection.nextUpdate() == null;
  }

  private static boolean usesSha1(ListInspection list) {
    return list.signatureAlgorithm().startsWith("SHA1with");
  }

  private static boolean sameName(ListInspection list, X509Certificate issuer) {
    return list.issuer().equals(issuer.getSubjectX500Principal().getName());
  }

  private static ListInspection inspect(Path file, X509Certificate issuer, Instant now)
      throws CommandFailure {
    try {
      return ListInspection.of(file, issuer, now);
    } catch (ListRefusedException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          file + ": " + SafeText.clean(e.whatIsWrong()),
          SafeText.clean(e.whatToDo()));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CRITICAL, file + " cannot be read: " + e.getMessage());
    }
  }
}
