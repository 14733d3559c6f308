package io.camelocsp.bench;

import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.config.ValueResolver;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.routes.OcspService;
import io.camelocsp.signing.SigningException;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.LocalValidation;
import io.camelocsp.workflow.Responder;
import io.camelocsp.workflow.ResponseSigning;
import io.camelocsp.workflow.Transaction;
import io.camelocsp.workflow.ValidatedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * A whole service in a Camel context of this process, and the tail of its workflow, through which
 * an answered request can be sent again and again.
 */
final class BilledService implements AutoCloseable {
  private static final int ENTRIES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestSite site;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Transaction answered;
  private final Processor tail;

  /**
   * @param directory for its configuration, list and data
   * @param configuration lines to add
   */
  BilledService(Path directory, String... configuration) throws Exception {
    site = new TestSite(Files.createDirectories(directory), KeyKind.EC_P256, configuration);
    TestCrls.large(site.nextCrl(), ENTRIES, site.path("drop").resolve("list.crl"));
    LoadedConfiguration loaded =
        ConfigurationLoader.loadFile(site.configuration(), List.of(), ValueResolver.NONE);
    LoadedInstallation installed =
        new InstallationLoader(loaded, SignerMode.CONFIGURED, Instant.now()).load();
    Installation installation = installed.installation();
    OcspService.open(loaded, installed, InstantSource.system()).addTo(context);
    context.start();
    awaitList(installation);
    answered = answer(installation);
    tail = context.getRoute("ocsp-finish").getConsumer().getProcessor();
  }

  private static void awaitList(Installation installation) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (installation.issuers().get(0).data().snapshot().evidence().isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the list did not arrive");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A request that came over HTTP, as it is when its answer has been signed. */
  private Transaction answer(Installation installation) throws SigningException {
    Responder responder = installation.responder("site");
    Transaction transaction =
        new Transaction(installation, responder, Instant.now(), System.nanoTime(), "127.0.0.1");
    OcspRequest request =
        new RequestDecoder(responder.limits())
            .decode(TestRequests.der(site.ca(), TestCrls.serial(1)));
    transaction.setRequest(request);
    ValidatedRequest validated =
        LocalValidation.validate(request, responder, installation, Instant.now());
    transaction.setValidated(validated);
    byte[] tbs = ResponseSigning.toBeSigned(validated, request, responder.profile());
    byte[] signature = validated.signer().signer().sign(tbs);
    transaction.setAnswer(
        ResponseSigning.signed(tbs, signature, validated, request, responder.profile()));
    return transaction;
  }

  /** An answered request, to be read only. */
  Transaction answered() {
    return answered;
  }

  /** Sends the answered request through the tail of the workflow. */
  Exchange finish() throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty(OcspExchange.TRANSACTION, answered);
    tail.process(exchange);
    return exchange;
  }

  /** Lines in the journal. */
  long billed() throws IOException {
    try (Stream<String> lines = Files.lines(journal())) {
      return lines.count();
    }
  }

  long journalOctets() throws IOException {
    return Files.size(journal());
  }

  private Path journal() {
    return site.path("data").resolve("billing/billing.jsonl");
  }

  @Override
  public void close() {
    context.stop();
  }
}
