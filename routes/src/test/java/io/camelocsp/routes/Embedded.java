package io.camelocsp.routes;

import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;

/** Somebody's plain Camel context with the pipeline in it, stopped with the test. */
final class Embedded implements AutoCloseable {
  private final DefaultCamelContext context;
  private final TestSite site;

  private Embedded(TestSite site) throws Exception {
    this.site = site;
    context = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.putAll(site.keys());
    context.getPropertiesComponent().setInitialProperties(properties);
  }

  /** A context that has the site's keys, and nothing else yet. */
  static Embedded bare(TestSite site) throws Exception {
    return new Embedded(site);
  }

  /** A context that runs the pipeline and these routes. */
  static Embedded start(TestSite site, RoutesBuilder... routes) throws Exception {
    Embedded embedded = bare(site);
    try {
      embedded.context.addRoutes(new OcspRoutes());
      for (RoutesBuilder each : routes) {
        embedded.context.addRoutes(each);
      }
      embedded.context.start();
      return embedded;
    } catch (Exception e) {
      embedded.close();
      throw e;
    }
  }

  DefaultCamelContext context() {
    return context;
  }

  List<String> routeIds() {
    return context.getRoutes().stream().map(Route::getId).toList();
  }

  /** Sends a body to an endpoint; the exchange that comes back, failed or not. */
  Exchange send(String endpoint, @Nullable Object body) {
    return context
        .createProducerTemplate()
        .send(endpoint, ExchangeBuilder.anExchange(context).withBody(body).build());
  }

  /** Takes in the site's next CRL. */
  void takeNextCrl() throws Exception {
    Exchange taken = send("direct:ocsp-list", site.nextCrl().der());
    if (taken.getException() != null) {
      throw taken.getException();
    }
  }

  /** The answer to a request about these, as {@link #summary} tells it. */
  String ask(String endpoint, BigInteger... serials) throws Exception {
    return summary(send(endpoint, TestRequests.der(site.ca(), serials)));
  }

  /** {@code error 6}, or the statuses of an answer. */
  static String summary(Exchange answered) throws Exception {
    OCSPResp response = new OCSPResp(answered.getMessage().getBody(byte[].class));
    if (response.getStatus() != OCSPResp.SUCCESSFUL) {
      return "error " + response.getStatus();
    }
    return Arrays.stream(((BasicOCSPResp) response.getResponseObject()).getResponses())
        .map(SingleResp::getCertStatus)
        .map(status -> status == CertificateStatus.GOOD ? "good" : "revoked")
        .collect(Collectors.joining(", "));
  }

  /** The files that wait for being taken in. */
  List<Path> spooled() throws Exception {
    Path incoming = site.path("data").resolve("incoming");
    if (!Files.isDirectory(incoming)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(incoming)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
