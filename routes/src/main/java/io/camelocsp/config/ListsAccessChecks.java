package io.camelocsp.config;

import java.net.URI;
import java.util.List;

/** Whether what is said about fetching and pushing lists, and who may, fits together. */
final class ListsAccessChecks {
  private static final List<String> FETCHING =
      List.of("connect-timeout", "timeout", "max-size", "fetch-ahead", "retry", "freshest-hosts");
  private static final List<String> TLS =
      List.of("trusted-certificates", "client-keystore", "client-password-file");
  private static final List<String> PASSWORDS = List.of("password", "password-file");

  private final Settings settings;
  private final Problems problems;
  private boolean pushed;

  ListsAccessChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Checks one entry that comes from {@code from}. */
  void check(String prefix, ListsFrom from) {
    if (from instanceof ListsFrom.Remote remote) {
      checkRemote(prefix, remote);
    } else {
      refuse(prefix, FETCHING, "it counts only for what is fetched from a URL");
      refuse(prefix, TLS, "it counts only for what is fetched from a URL");
      refuse(prefix, List.of("redirects", "attributes"), "it counts only for a URL");
    }
    if (from instanceof ListsFrom.Push) {
      checkPush(prefix);
    } else {
      refuse(prefix, List.of("publishers"), "it counts only with from = push");
    }
    if (from instanceof ListsFrom.Local) {
      refuse(prefix, List.of("username"), "nobody is asked for one here");
      refuse(prefix, PASSWORDS, "nobody is asked for one here");
    } else {
      checkPassword(prefix);
    }
  }

  /** Checks the listener that lists are pushed to; when all entries were checked. */
  void checkIntake() {
    if (!settings.hasSection("intake")) {
      return;
    }
    boolean password = settings.isWritten("ocsp.intake.password");
    boolean file = settings.isWritten("ocsp.intake.password-file");
    if (password == file) {
      problems.error(
          "ocsp.intake.password-file",
          password ? "ocsp.intake.password is written as well" : "the password is missing",
          password
              ? "remove one of the two lines, better that of the password"
              : "add ocsp.intake.password-file = secrets/pin, the path of a file whose only line is"
                  + " the password of the key store");
    }
    if (!pushed) {
      problems.warning(
          "ocsp.intake.url",
          "nobody may push a list: no entry has from = push",
          "add ocsp.lists.NAME.from = push and ocsp.lists.NAME.publishers");
    }
  }

  private void checkRemote(String prefix, ListsFrom.Remote remote) {
    boolean tls = remote.urls().stream().anyMatch(url -> url.getScheme().endsWith("s"));
    if (!tls) {
      refuse(prefix, TLS, "it counts only for https and ldaps");
    }
    refuse(
        prefix,
        List.of(remote.isLdap() ? "redirects" : "attributes"),
        remote.isLdap()
            ? "it counts only for http and https"
            : "it counts only for ldap and ldaps");
    String keystore = prefix + "client-keystore";
    String pin = prefix + "client-password-file";
    if (settings.isWritten(keystore) != settings.isWritten(pin)) {
      String missing = settings.isWritten(keystore) ? pin : keystore;
      problems.error(missing, "it is missing", "add " + missing + ", or remove the other one");
    }
    for (URI url : remote.urls()) {
      if (settings.isWritten(prefix + "username")
          && !url.getScheme().endsWith("s")
          && !isLoopback(url.getHost())) {
        problems.warning(
            prefix + "username",
            "the password travels unprotected to " + url.getHost(),
            "fetch by " + url.getScheme() + "s://");
      }
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private void checkPush(String prefix) {
    pushed = true;
    if (!settings.hasSection("intake")) {
      problems.error(
          prefix + "from",
          "nothing says where lists are pushed to",
          "add ocsp.intake.url = https://0.0.0.0:8444/lists, ocsp.intake.keystore and"
              + " ocsp.intake.password-file");
    }
    if (!settings.isWritten(prefix + "publishers") && !settings.isWritten(prefix + "username")) {
      problems.error(
          prefix + "publishers",
          "nothing says who may push",
          "add " + prefix + "publishers = pki/publisher.pem, or a username with a password-file");
    }
    if (settings.isWritten(prefix + "publishers") && settings.isWritten(prefix + "username")) {
      problems.error(
          prefix + "username",
          prefix + "publishers is written as well, and only one of them would count",
          "remove one of the two, better the user name");
    }
    refuse(prefix, List.of("every"), "what is pushed is not looked for");
  }

  private void checkPassword(String prefix) {
    boolean password = settings.isWritten(prefix + "password");
    boolean file = settings.isWritten(prefix + "password-file");
    if (password && file) {
      problems.error(
          prefix + "password-file",
          prefix + "password is written as well",
          "remove one of the two lines, better that of the password");
    }
    boolean username = settings.isWritten(prefix + "username");
    if (username && !password && !file) {
      problems.error(
          prefix + "password-file",
          "the password of the user is missing",
          "add "
              + prefix
              + "password-file = secrets/password, the path of a file whose only line is the"
              + " password");
    }
    if (!username) {
      refuse(prefix, PASSWORDS, "there is no username that it is of");
    }
  }

  private void refuse(String prefix, List<String> leaves, String why) {
    for (String leaf : leaves) {
      if (settings.isWritten(prefix + leaf)) {
        problems.error(prefix + leaf, why, "remove the line");
      }
    }
  }
}
