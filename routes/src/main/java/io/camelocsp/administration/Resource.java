package io.camelocsp.administration;

/** Something that the administration listener shows. Thread-safe. */
public interface Resource {
  /** The path it is at, beginning with a slash, all of it: {@code /health/ready}. */
  String path();

  /**
   * What it shows now. Called for each request, by a thread that may block for a moment.
   *
   * @param query what the request says beside the path
   */
  Reply get(Query query);
}
