package io.camelocsp.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol of one page of a {@link Chromium}. Thread-safe. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;
  private static final Set<String> BAD = Set.of("error", "warning", "assert");

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<URI> requests = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder message = new StringBuilder();
  private volatile @Nullable WebSocket socket;

  private DevTools() {}

  /** Connects to a page and has it tell what happens. */
  static DevTools connect(URI page) {
    DevTools tools = new DevTools();
    tools.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, tools).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      tools.call(domain + ".enable", Map.of());
    }
    return tools;
  }

  /**
   * Calls a method and waits for its result.
   *
   * @throws IllegalStateException if it answers with an error, or not within a minute
   */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    try {
      String text =
          JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
      WebSocket open = socket;
      if (open == null) {
        throw new IllegalStateException("not connected");
      }
      open.sendText(text, true).join();
      JsonNode reply = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reply.has("error")) {
        throw new IllegalStateException(method + ": " + reply.get("error"));
      }
      return reply.path("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " was interrupted", e);
    } catch (JsonProcessingException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " was not answered", e);
    } finally {
      calls.remove(id);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      String whole = message.toString();
      message.setLength(0);
      take(whole);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void take(String text) {
    JsonNode read;
    try {
      read = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      complaints.add("no JSON from the browser: " + e.getOriginalMessage());
      return;
    }
    CompletableFuture<JsonNode> call = calls.get(read.path("id").asInt(0));
    if (call != null) {
      call.complete(read);
    } else {
      note(read.path("method").asText(), read.path("params"));
    }
  }

  private void note(String method, JsonNode what) {
    switch (method) {
      case "Network.requestWillBeSent" ->
          requests.add(URI.create(what.path("request").path("url").asText()));
      case "Network.loadingFailed" -> complaints.add("failed: " + what);
      case "Network.responseReceived" -> {
        JsonNode response = what.path("response");
        if (response.path("status").asInt() >= 400) {
          complaints.add(response.path("status").asInt() + " " + response.path("url").asText());
        }
      }
      case "Runtime.exceptionThrown" -> complaints.add("thrown: " + what);
      case "Runtime.consoleAPICalled" -> {
        if (BAD.contains(what.path("type").asText())) {
          complaints.add("console: " + what);
        }
      }
      case "Log.entryAdded" -> {
        if (BAD.contains(what.path("entry").path("level").asText())) {
          complaints.add("log: " + what.path("entry").path("text").asText());
        }
      }
      default -> {
        // of no interest
      }
    }
  }

  /** What was asked for since {@link #forget}. */
  List<URI> requests() {
    return List.copyOf(requests);
  }

  /** What went wrong since {@link #forget}. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void forget() {
    requests.clear();
    complaints.clear();
  }

  @Override
  public void close() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }
}
