package io.camelocsp.operations;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.Forgotten;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.source.SourceReport;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.ExpiryWatch;
import io.camelocsp.workflow.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is asked of one running installation on behalf of its operators. Thread-safe. */
public interface OperatedService {
  /** What it was opened with; keys that are live may say something else by now. */
  OcspConfiguration configuration();

  /** The time that counts now, which need not be what the machine's clock says. */
  Instant now();

  /** The URLs that answer, in configured order. */
  List<URI> urls();

  /** The responders in configured order. */
  List<String> responderNames();

  /** What requests that begin now are answered by. */
  Installation currentInstallation();

  /** What each issuer answers from at this moment, in configured order; see {@link ListTable}. */
  List<ListReport> lists();

  /** Why every request is answered {@code tryLater} whatever the lists say; empty if it is not. */
  Optional<String> obstacle();

  /** What an operator should know at this moment: lists, signers, the clock. */
  List<ExpiryWatch.Finding> findings(Instant now);

  /** The directories that CAs drop lists into, by the configured name. */
  Map<String, Path> watchedDirectories();

  /** How each configured source of lists is doing, in configured order. */
  List<SourceReport> sources();

  /**
   * Has a source asked for its lists at once, whatever its schedule; within a second, or after what
   * is under way.
   *
   * @param name as in {@code ocsp.lists.NAME}
   * @return completed when that try is over; empty if there is no such source to be fetched
   */
  Optional<CompletableFuture<SourceReport>> fetchNow(String name);

  /**
   * See {@link io.camelocsp.revocation.ListIntake#acceptRemovals}; told in the log.
   *
   * @return how many entries are not held any more
   */
  int acceptRemovals(String issuerName) throws IOException;

  /** See {@link io.camelocsp.revocation.ListIntake#acceptOlder}; told in the log. */
  Acceptance acceptOlder(Path file) throws ListRefusedException, IOException;

  /** See {@link io.camelocsp.revocation.ListIntake#forget}; told in the log. */
  Forgotten forgetLists(String issuer, String slot, Forgotten.Guard guard) throws IOException;

  /** Tells the audit log something that is not caused here, such as an operator's command. */
  void tellAudit(AuditEvent event);

  /** The last requests that failed. */
  FailureTraces traces();
}
