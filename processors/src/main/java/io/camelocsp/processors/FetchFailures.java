package io.camelocsp.processors;

import io.camelocsp.source.FetchException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Set;
import javax.naming.AuthenticationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a connection failed, in words for operators, without what a stranger wrote. */
final class FetchFailures {
  private static final int MOST_CAUSES = 10;

  /** Of the HTTP client; their messages repeat what the server sent. */
  private static final Set<String> NO_HTTP =
      Set.of(
          "ParseException",
          "ProtocolException",
          "ClientProtocolException",
          "MessageConstraintException",
          "UnsupportedHttpVersionException");

  private FetchFailures() {}

  static String text(Throwable failure) {
    String found = null;
    Throwable each = failure;
    for (int i = 0; each != null && i < MOST_CAUSES; i++) {
      String words = words(each);
      if (words != null && (found == null || isTelling(each))) {
        found = words;
      }
      each = next(each);
    }
    return found != null ? found : "it failed with " + name(failure);
  }

  /** JNDI has a cause of its own. */
  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof NamingException naming && naming.getRootCause() != null
        ? naming.getRootCause()
        : failure.getCause();
  }

  /** A cause that says more than what it caused. */
  private static boolean isTelling(Throwable failure) {
    return !(failure instanceof SocketException);
  }

  private static @Nullable String words(Throwable failure) {
    if (failure instanceof FetchException) {
      return failure.getMessage();
    }
    if (failure instanceof UnknownHostException) {
      return "there is no such host";
    }
    if (failure instanceof NoRouteToHostException) {
      return "there is no way to it in the network";
    }
    if (failure instanceof ConnectException) {
      return "it takes no connections";
    }
    if (failure instanceof SocketTimeoutException) {
      return "it does not answer in time";
    }
    if (failure instanceof CertificateExpiredException) {
      return "its TLS certificate has expired";
    }
    if (failure instanceof CertPathValidatorException
        || failure.getClass().getName().equals("sun.security.validator.ValidatorException")) {
      return "its TLS certificate does not go back to one that is trusted (trusted-certificates)";
    }
    if (failure instanceof CertificateException
        || failure instanceof javax.net.ssl.SSLPeerUnverifiedException) {
      return "its TLS certificate is for another host, or cannot be used";
    }
    if (failure instanceof SSLException) {
      return "TLS fails: " + reason(failure);
    }
    if (failure instanceof AuthenticationException) {
      return "it refuses our username or password";
    }
    if (failure instanceof NoPermissionException) {
      return "it does not let us read the entry";
    }
    if (failure instanceof NameNotFoundException) {
      return "there is no such entry";
    }
    if (failure.getClass().getSimpleName().equals("ConnectionClosedException")
        || failure.getClass().getSimpleName().equals("TruncatedChunkException")
        || failure.getClass().getSimpleName().equals("NoHttpResponseException")
        || failure.getClass().getSimpleName().equals("MalformedChunkCodingException")) {
      return "it breaks off before the end";
    }
    if (NO_HTTP.contains(failure.getClass().getSimpleName())) {
      return "its answer is no HTTP that can be read";
    }
    if (failure instanceof SocketException) {
      return "the connection breaks";
    }
    return failure instanceof NamingException
        ? "it answers with an error: " + reason(failure)
        : null;
  }

  private static String name(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + reason(failure);
  }

  private static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String cut = message.length() > 120 ? message.substring(0, 120) + "…" : message;
    return cut.replaceAll("[^\\x20-\\x7e…]", "?");
  }
}
