package io.camelocsp.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs a fuzz target has found worth keeping, as a text file that can be reviewed: one input
 * a line, shortest first, in hexadecimal, or after a {@code |} as text if it is one, where other
 * octets are written {@code \xx}. Lines with {@code #} say something to people.
 */
public final class FuzzCorpus {
  /** Longest input that is kept, in octets. */
  public static final int MAX_INPUT = 4096;

  /** Most octets of all inputs that are kept. */
  private static final int MAX_OCTETS = 200_000;

  private static final HexFormat HEX = HexFormat.of();

  private FuzzCorpus() {}

  /** What is kept of a target, in the resource {@code TARGET.corpus} beside it. */
  public static List<byte[]> of(Class<?> target) throws IOException {
    try (InputStream file = target.getResourceAsStream(target.getSimpleName() + ".corpus")) {
      if (file == null) {
        throw new IOException("no corpus of " + target);
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.US_ASCII));
    }
  }

  /**
   * For {@code bench/fuzz}: {@code unpack FILE DIRECTORY} writes each input to a file of its own,
   * {@code pack DIRECTORY FILE} takes them back.
   */
  public static void main(String... args) throws IOException {
    Path from = Path.of(args[1]);
    Path to = Path.of(args[2]);
    if (args[0].equals("unpack")) {
      int number = 0;
      for (byte[] input : parse(Files.readString(from))) {
        Files.write(to.resolve("kept-" + number++), input);
      }
    } else {
      List<byte[]> inputs = new ArrayList<>();
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
      Files.writeString(to, format(inputs));
    }
  }

  static List<byte[]> parse(String corpus) {
    return corpus.lines().filter(line -> !line.startsWith("#")).map(FuzzCorpus::octets).toList();
  }

  static String format(List<byte[]> inputs) {
    List<byte[]> sorted = new ArrayList<>(inputs);
    sorted.sort(Comparator.<byte[]>comparingInt(a -> a.length).thenComparing(Arrays::compare));
    StringBuilder corpus = new StringBuilder("# One input a line; see bench/README.md, Fuzzing.\n");
    int octets = 0;
    for (byte[] input : sorted) {
      octets += input.length;
      if (input.length <= MAX_INPUT && octets <= MAX_OCTETS) {
        corpus.append(isText(input) ? text(input) : HEX.formatHex(input)).append('\n');
      }
    }
    return corpus.toString();
  }

  private static boolean isText(byte[] input) {
    int printable = 0;
    for (byte octet : input) {
      printable += isPrintable(octet) ? 1 : 0;
    }
    return 2 * printable > input.length;
  }

  private static boolean isPrintable(byte octet) {
    return octet >= ' ' && octet <= '~';
  }

  private static String text(byte[] input) {
    StringBuilder text = new StringBuilder("|");
    for (byte octet : input) {
      if (isPrintable(octet) && octet != '\\') {
        text.append((char) octet);
      } else {
        text.append('\\').append(HEX.toHexDigits(octet));
      }
    }
    return text.toString();
  }

  private static byte[] octets(String line) {
    if (!line.startsWith("|")) {
      return HEX.parseHex(line);
    }
    byte[] octets = new byte[line.length()];
    int length = 0;
    for (int at = 1; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\') {
        c = (char) HexFormat.fromHexDigits(line, at + 1, at + 3);
        at += 2;
      }
      octets[length++] = (byte) c;
    }
    return Arrays.copyOf(octets, length);
  }
}
