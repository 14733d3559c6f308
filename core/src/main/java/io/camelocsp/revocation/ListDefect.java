package io.camelocsp.revocation;

import io.camelocsp.revocation.ListRefusedException.Reason;

/**
 * Something for which a readable list is refused. Kept rather than thrown, so that an inspection
 * can name all of them.
 */
record ListDefect(Reason reason, String wrong, String remedy) {

  static final String ASK_FOR_ANOTHER = "have the CA issue a list that keeps to RFC 5280";

  /** A breach of RFC 5280's profile. */
  static ListDefect malformed(String wrong) {
    return new ListDefect(Reason.MALFORMED, wrong, ASK_FOR_ANOTHER);
  }

  static ListDefect kindNotServed(String wrong) {
    return new ListDefect(
        Reason.KIND_NOT_SERVED,
        "this kind of list is not served: " + wrong,
        "drop lists of public key certificates only");
  }

  static ListDefect unknownCritical(String where, String oid) {
    return new ListDefect(
        Reason.UNKNOWN_CRITICAL_EXTENSION,
        "%s has the critical extension %s, which is not known here".formatted(where, oid),
        "have the CA issue the list without it: RFC 5280 5.2 and 5.3 forbid to use a list that"
            + " is not understood");
  }

  ListRefusedException refusal() {
    return new ListRefusedException(reason, wrong, remedy);
  }
}
