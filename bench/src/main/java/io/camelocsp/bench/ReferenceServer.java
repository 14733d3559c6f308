package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server of this module that gives the {@link ConstantAnswer}, with the JVM options of {@code
 * bin/camel-ocsp run}.
 */
final class ReferenceServer implements Server {
  /** As the launcher has them. */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");

  private final String name;
  private final Class<?> main;
  private final Path log;
  private final URI uri;
  private final List<byte[]> requests;

  /**
   * @param requests DER of what it is sent; it does not look into it
   */
  ReferenceServer(String name, Class<?> main, Path log, List<byte[]> requests) throws IOException {
    this.name = name;
    this.main = main;
    this.log = log;
    this.uri = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    this.requests = requests.stream().map(der -> HttpConnection.post(uri, der)).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public List<byte[]> requests() {
    return requests;
  }

  @Override
  public Launched start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    if (!Launched.options().isEmpty()) {
      command.addAll(List.of(Launched.options().split("\\s+")));
    }
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(Integer.toString(uri.getPort()));
    Launched launched = Launched.start(log, command);
    launched.untilItAccepts(uri);
    return launched;
  }

  @Override
  public void check(LoadWindow.Sample sample) throws AnswerCheck.WrongAnswerException {
    if (sample.answer().status() != 200
        || !Arrays.equals(sample.answer().body(), ConstantAnswer.body())) {
      throw new AnswerCheck.WrongAnswerException("not the constant answer");
    }
  }
}
