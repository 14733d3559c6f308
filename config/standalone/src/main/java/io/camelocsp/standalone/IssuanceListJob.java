package io.camelocsp.standalone;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.client.SafeText;
import io.camelocsp.issuance.BadSourceException;
import io.camelocsp.issuance.IssuanceListWriter;
import io.camelocsp.issuance.IssuanceListWriter.Content;
import io.camelocsp.issuance.ListContents;
import io.camelocsp.issuance.ListKey;
import io.camelocsp.issuance.ListTerms;
import io.camelocsp.issuance.SerialSet;
import io.camelocsp.revocation.IssuanceListFile;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.Terminal;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One issuance list in the making: its key, its source, and where it goes. */
final class IssuanceListJob {
  private final IssuanceListOptions options;
  private final Terminal terminal;
  private final Path out;
  private final Issuer issuer;
  private final ListKey key;
  private final ListContents contents;
  private final Instant now;

  IssuanceListJob(IssuanceListOptions options, Instant now, Terminal terminal)
      throws CommandFailure {
    this.options = options;
    this.terminal = terminal;
    this.now = now;
    this.out = options.out();
    this.issuer = options.readIssuer();
    this.key = options.readKey(issuer);
    this.contents =
        new ListContents(
            options.source(issuer, now),
            read ->
                terminal.problem(String.format(Locale.ROOT, "%,d serial numbers read ...", read)));
  }

  ListContents contents() {
    return contents;
  }

  Instant now() {
    return now;
  }

  /** A list that was made before, checked. */
  IssuanceListFile open(Path list) throws CommandFailure {
    try {
      return IssuanceListFile.open(
          list, options.dottedOid(), issuer, List.of(key.certificate(), issuer.certificate()));
    } catch (ListRefusedException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          list + ": " + SafeText.clean(e.whatIsWrong()),
          SafeText.clean(e.whatToDo()));
    } catch (FileSystemException e) {
      throw new CommandFailure(ExitCode.CRITICAL, list + " cannot be read");
    } catch (IOException e) {
      throw IssuanceListOptions.failure(e);
    }
  }

  /** The serial numbers of a list. */
  static SerialSet serials(IssuanceListFile list) {
    SerialSet serials = new SerialSet();
    list.forEach(serials::add);
    return serials;
  }

  /**
   * Writes the list and says so.
   *
   * @throws IllegalArgumentException if numbers or times contradict each other
   */
  void write(ListSegment segment, Optional<BigInteger> base, Content content)
      throws CommandFailure {
    ListTerms terms =
        new ListTerms(
            options.number(), base, now, now.plus(options.nextUpdate()), segment, options.oid());
    try {
      long octets = new IssuanceListWriter(terms, key).write(out, content);
      terminal.line(
          String.format(
              Locale.ROOT,
              "Made %s: number %s, segment %d%s, %,d issued%s, %,d bytes, until %s.",
              out,
              terms.number(),
              segment.number(),
              segment.full() ? " (full)" : "",
              contents.issued(),
              base.isEmpty()
                  ? ""
                  : String.format(Locale.ROOT, " and %,d taken back", contents.removed()),
              octets,
              terms.nextUpdate()));
    } catch (BadSourceException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL, SafeText.clean(e.whatIsWrong()), SafeText.clean(e.whatToDo()));
    } catch (FileSystemException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          e.getFile() + ": there is no such file, or it cannot be read or written");
    } catch (IOException e) {
      throw IssuanceListOptions.failure(e);
    }
    if (contents.repeated() > 0) {
      terminal.problem(
          String.format(
              Locale.ROOT,
              "%,d serial numbers were named again; once counts.",
              contents.repeated()));
    }
  }
}
