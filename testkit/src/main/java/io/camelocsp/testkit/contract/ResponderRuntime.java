package io.camelocsp.testkit.contract;

import io.camelocsp.testkit.TestSite;

/**
 * A way to run the product: in this JVM, as a process, in a container. It may be asked for several
 * sites one after the other, and for two at once, each at ports of its own; one that is costly to
 * start is started once and then only configured.
 */
@FunctionalInterface
public interface ResponderRuntime {

  /**
   * Serves a site as {@link TestSite#configuration} or, with the same meaning wherever it is read,
   * {@link TestSite#keys} say. When it returns, the site's URL answers pings; there may be no list
   * yet.
   *
   * @throws Exception if it does not start; nothing is left running then
   */
  Serving serve(TestSite site) throws Exception;

  /** A site that is served until this is closed. */
  @FunctionalInterface
  interface Serving extends AutoCloseable {

    /**
     * Ends it. When it returns, the site's ports are free and its data directory is not locked.
     *
     * @throws Exception if it does not end well
     */
    @Override
    void close() throws Exception;
  }
}
