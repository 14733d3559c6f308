package io.camelocsp.http;

/** What the decoder of a connection tells about the request that is coming in. */
interface RequestProgress {

  /** A read ended with some, but not all of a header. */
  void headerPending();

  /** A read ended with the whole header and not the whole body. */
  void bodyPending();

  /** A request has come in whole and goes on to be answered. */
  void requestComplete();
}
