package io.camelocsp.revocation;

import java.util.List;

/**
 * Why a serial number is answered as it is.
 *
 * @param judgement the same as {@link IssuerData.Snapshot#judge} gives at that moment
 * @param why a sentence without full stop
 * @param statements what each piece of evidence says by itself, in no particular order
 */
public record Explanation(Judgement judgement, String why, List<Statement> statements) {
  public Explanation {
    statements = List.copyOf(statements);
  }
}
