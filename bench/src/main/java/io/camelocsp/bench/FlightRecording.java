package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Adds up the samples of a Flight Recorder file. */
final class FlightRecording {
  private static final int SHOWN = 40;

  /** Where idle event loops and threads stand; not worked in, so not counted. */
  private static final Set<String> WAITING =
      Set.of(
          "io.netty.channel.epoll.Native.epollWait0",
          "io.netty.channel.epoll.Native.epollWait",
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.Net.accept",
          "java.lang.Object.wait",
          "jdk.internal.misc.Unsafe.park");

  private final Sum self = new Sum();
  private final Sum byLayer = new Sum();
  private final Sum byCaller = new Sum();
  private final Sum inclusive = new Sum();
  private final Sum nativeSelf = new Sum();
  private final Sum thrown = new Sum();
  private final Sum allocatedClasses = new Sum();
  private final Sum allocatingFrames = new Sum();
  private final Sum allocatingSteps = new Sum();

  /**
   * @param begin what came earlier does not count
   */
  FlightRecording(Path file, Instant begin) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getStartTime().isAfter(begin)) {
          add(event);
        }
      }
    }
  }

  private void add(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    if (trace == null || trace.getFrames().isEmpty()) {
      return;
    }
    List<String> frames = trace.getFrames().stream().map(FlightRecording::name).toList();
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> {
        self.add(frames.get(0), 1);
        String caller = caller(frames);
        byCaller.add(caller, 1);
        byLayer.add(layer(caller), 1);
        new HashSet<>(frames).forEach(frame -> inclusive.add(frame, 1));
      }
      case "jdk.NativeMethodSample" -> {
        if (!WAITING.contains(frames.get(0))) {
          nativeSelf.add(frames.get(0), 1);
        }
      }
      case "jdk.JavaExceptionThrow" ->
          thrown.add(event.getClass("thrownClass").getName() + " by " + thrower(frames), 1);
      case "jdk.ObjectAllocationSample" -> {
        long weight = event.getLong("weight");
        RecordedClass type = event.getClass("objectClass");
        allocatedClasses.add(type.getName(), weight);
        allocatingFrames.add(frames.get(0), weight);
        new HashSet<>(frames).forEach(frame -> allocatingSteps.add(frame, weight));
      }
      default -> {}
    }
  }

  /** The method at work; if it is the JDK's, the one that called the JDK. */
  private static String caller(List<String> frames) {
    return frames.stream()
        .filter(frame -> !frame.matches("(java|javax|jdk|sun)\\..*"))
        .findFirst()
        .orElse(frames.get(frames.size() - 1));
  }

  /** Whose code it is: the first three parts of the name. */
  private static String layer(String frame) {
    String[] parts = frame.split("\\.", 4);
    return String.join(".", List.of(parts).subList(0, Math.min(3, parts.length)));
  }

  /** The first frames that are no constructors. */
  private static String thrower(List<String> frames) {
    List<String> callers = frames.stream().filter(frame -> !frame.endsWith(".<init>")).toList();
    return String.join(" < ", callers.stream().limit(3).toList());
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  /**
   * All tables.
   *
   * @param requests that were answered meanwhile
   */
  String describe(long requests) {
    Predicate<String> ours = frame -> frame.startsWith("io.camelocsp.");
    Predicate<String> camel = frame -> frame.startsWith("org.apache.camel.");
    Predicate<String> netty = frame -> frame.startsWith("io.netty.");
    Predicate<String> any = frame -> true;
    return String.join(
        "\n",
        byLayer.table("Java code, the JDK's counted with its caller", any, self.total()),
        byCaller.table("… by method", any, self.total()),
        self.table("Java code, by the method at work", any, self.total()),
        inclusive.table("Java code, ours with all it calls", ours, self.total()),
        inclusive.table("Java code, Camel's with all it calls", camel, self.total()),
        inclusive.table("Java code, Netty's with all it calls", netty, self.total()),
        nativeSelf.table("Native code, waiting left out", any, nativeSelf.total()),
        thrown.table("Exceptions thrown", any, thrown.total()),
        perRequest(allocatedClasses.total(), requests),
        allocatedClasses.table("Allocated octets by class", any, allocatedClasses.total()),
        allocatingFrames.table("… by method", any, allocatedClasses.total()),
        allocatingSteps.table(
            "… by our methods with all they call", ours, allocatedClasses.total()),
        allocatingSteps.table(
            "… by Camel's methods with all they call", camel, allocatedClasses.total()));
  }

  private static String perRequest(long octets, long requests) {
    return String.format(Locale.ROOT, "%,d octets allocated per request%n", octets / requests);
  }

  /** Weights by name. */
  private static final class Sum {
    private final Map<String, Long> weights = new HashMap<>();

    void add(String name, long weight) {
      weights.merge(name, weight, Long::sum);
    }

    long total() {
      return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    String table(String title, Predicate<String> which, long whole) {
      StringBuilder text = new StringBuilder("## " + title + "\n\n| % | |\n|---|---|\n");
      weights.entrySet().stream()
          .filter(entry -> which.test(entry.getKey()))
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .limit(SHOWN)
          .forEach(
              entry ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "| %.1f | %s |%n",
                          100.0 * entry.getValue() / Math.max(1, whole),
                          entry.getKey())));
      return text.toString();
    }
  }
}
