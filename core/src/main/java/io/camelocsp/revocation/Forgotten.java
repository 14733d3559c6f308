package io.camelocsp.revocation;

import java.util.List;

/**
 * What an operator dropped; see {@link ListIntake#forget}. Immutable.
 *
 * @param slot its whole name
 * @param lists what was in use of it, or waited, e.g. {@code crl acme#1042}
 * @param entries how many entries they had
 */
public record Forgotten(String slot, List<String> lists, long entries) {

  /** Whether the last that is in force may go. */
  public enum Guard {
    /** No: nobody wants an issuer without a list by mistake. */
    KEEP_THE_LAST,
    /** Yes: the operator has said so. */
    EVEN_THE_LAST
  }

  public Forgotten {
    lists = List.copyOf(lists);
  }
}
