package io.camelocsp.config;

/** What a responder's route is made of (spec 1.2). */
public enum ResponderType {
  /** Answers from lists: no response cache, no issuance lists, no freshness proofs. */
  BASIC
}
