package io.camelocsp.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses by which only this machine reaches itself. */
public final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(?:\\.\\d{1,3}){3}");

  private Loopback() {}

  /**
   * Whether a host in a URL means this machine itself, whoever asks: {@code localhost}, 127.0.0.0/8
   * or {@code [::1]}. No name is looked up: what a name server says may be somebody's attack.
   */
  public static boolean isMeantBy(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost") || lower.equals("[::1]") || IPV4.matcher(lower).matches();
  }
}
