package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A {@code basic} responder, started by {@code bin/camel-ocsp run}, with one CRL of 100,000
 * entries. It is asked about 10,000 serial numbers, half of them revoked.
 */
final class BasicServer implements Server {
  static final int ENTRIES = 100_000;
  static final int QUESTIONS = 10_000;

  private final String name;
  private final TestSite site;
  private final Question[] questions;
  private final List<byte[]> requests;
  private final AnswerCheck check;

  private BasicServer(String name, TestSite site) {
    this.name = name;
    this.site = site;
    questions = Question.mixed(site.ca(), ENTRIES, QUESTIONS);
    requests = ders().stream().map(der -> HttpConnection.post(site.uri(), der)).toList();
    check = new AnswerCheck(site.signer().certificate());
  }

  /**
   * @param directory for its configuration, list and data
   * @param configuration lines to add
   */
  static BasicServer prepare(String name, Path directory, KeyKind signer, String... configuration)
      throws IOException {
    TestSite site = new TestSite(Files.createDirectories(directory), signer, configuration);
    TestCrls.large(site.nextCrl(), ENTRIES, site.path("drop").resolve("large.crl"));
    return new BasicServer(name, site);
  }

  TestSite site() {
    return site;
  }

  /** The requests' DER. */
  List<byte[]> ders() {
    return Arrays.stream(questions).map(Question::der).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI uri() {
    return site.uri();
  }

  @Override
  public List<byte[]> requests() {
    return requests;
  }

  @Override
  public Launched start(String... options) throws IOException {
    Launched launched = Launched.camelOcsp(site.configuration(), options);
    launched.untilFirstAnswer(uri(), Question.listed(site.ca(), ENTRIES / 2), check);
    return launched;
  }

  @Override
  public void check(LoadWindow.Sample sample) throws AnswerCheck.WrongAnswerException {
    check.signature(check.status(questions[sample.question()], sample.answer()));
  }
}
