package io.camelocsp.config;

/** What a responder's route is made of (spec 1.2). */
public enum ResponderType implements Worded {
  /** Answers from lists: no response cache, no issuance lists, no freshness proofs. */
  BASIC("basic"),
  /** As basic, and what was never issued is not good. */
  NON_ISSUED_BASIC("non-issued-basic");

  private final String word;

  ResponderType(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
