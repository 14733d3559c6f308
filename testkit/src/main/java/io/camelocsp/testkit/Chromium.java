package io.camelocsp.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real browser without a window, steered by its DevTools protocol: one page, which remembers what
 * it loaded and what went wrong. It ends with {@link #close}. For one thread.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://([0-9.:]+)/");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** Whether it is installed; tests that need it are skipped otherwise. */
  public static boolean available() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it with an empty page.
   *
   * @param directory empty; its files
   */
  public static Chromium start(Path directory) throws IOException {
    Path log = directory.resolve("chromium.log");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox", // root, as in a container, may not have one
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-default-browser-check",
                "--no-first-run",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> listening(log).isPresent());
      return new Chromium(process, DevTools.connect(page(listening(log).orElseThrow())));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Optional<String> listening(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Where the first page is steered. */
  private static URI page(String address) throws IOException {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
    try {
      String json = HttpClient.newHttpClient().send(list, BodyHandlers.ofString()).body();
      for (JsonNode each : new ObjectMapper().readTree(json)) {
        if (each.path("type").asText().equals("page")) {
          return URI.create(each.path("webSocketDebuggerUrl").asText());
        }
      }
      throw new IOException("Chromium has no page: " + json);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Loads a page, with nothing remembered of what was before, and waits until it is there. */
  public void open(URI url) {
    tools.forget();
    tools.call("Page.navigate", Map.of("url", url.toString()));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                text("location.href").equals(url.toString())
                    && text("document.readyState").equals("complete"));
  }

  /**
   * The value of a JavaScript expression, as text.
   *
   * @throws IllegalStateException if it throws
   */
  public String text(String expression) {
    JsonNode answer =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value").asText();
  }

  /** The visible text of the first element that a CSS selector finds; empty if there is none. */
  public String textOf(String selector) {
    return text("document.querySelector('" + selector + "')?.innerText ?? ''");
  }

  /** Waits until the visible text of an element contains this. */
  public void awaitText(String selector, String part) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String text = textOf(selector);
              if (!text.contains(part)) {
                throw new AssertionError(selector + " has no '" + part + "' but: " + text);
              }
            });
  }

  /** Presses and releases a key: {@code Tab}, {@code Enter}, {@code Space}. */
  public void press(String key) {
    Map<String, Object> event =
        switch (key) {
          case "Tab" -> Map.of("key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9);
          case "Enter" ->
              Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r");
          case "Space" ->
              Map.of("key", " ", "code", "Space", "windowsVirtualKeyCode", 32, "text", " ");
          default -> throw new IllegalArgumentException(key);
        };
    key("keyDown", event);
    key("keyUp", event);
  }

  private void key(String type, Map<String, Object> event) {
    Map<String, Object> all = new HashMap<>(event);
    all.put("type", type);
    tools.call("Input.dispatchKeyEvent", all);
  }

  /** Types a text into what has the focus. */
  public void type(String text) {
    tools.call("Input.insertText", Map.of("text", text));
  }

  /** Has the page as wide and high as this, in CSS pixels. */
  public void resize(int width, int height) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Which colours the user prefers. */
  public void prefer(Scheme scheme) {
    Map<String, String> feature =
        Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT));
    tools.call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Which colours a user prefers. */
  public enum Scheme {
    LIGHT,
    DARK
  }

  /** All of the page, however long, as PNG. */
  public byte[] screenshot() {
    JsonNode answer =
        tools.call(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  /** What the page asked for since it was opened. */
  public List<URI> requests() {
    return tools.requests();
  }

  /** Errors and warnings of the console, failed requests and what was answered by an error. */
  public List<String> complaints() {
    return tools.complaints();
  }

  @Override
  public void close() {
    tools.close();
    // Its helpers outlive it for a moment, and write into the profile that the test deletes.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    all.forEach(Chromium::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
