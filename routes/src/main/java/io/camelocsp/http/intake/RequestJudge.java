package io.camelocsp.http.intake;

import io.camelocsp.http.RequestTarget;
import io.camelocsp.http.intake.Judgement.Refusal;
import io.camelocsp.http.intake.Judgement.Welcome;
import io.camelocsp.http.intake.Publisher.Claim;
import io.camelocsp.processors.PushAnswer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges the header of a request, before anything of the list is read. What it refuses, in this
 * order:
 *
 * <ul>
 *   <li>what is not HTTP/1.x as RFC 9112 has it: 414 for the URL's length, 431 for the header's,
 *       else 400; so is HTTP/1.1 without exactly one Host
 *   <li>a path that is not the intake's own, one slash, and the name of lists that are pushed: 404
 *   <li>a method other than PUT and POST: 405
 *   <li>an address that guessed too often: 429; a wrong user or password: 401; no certificate of a
 *       publisher: 403
 *   <li>an Expect field but {@code 100-continue}: 417
 *   <li>a body in a transfer coding but {@code chunked}: 400; compressed, a form or a page: 415.
 *       Any other Content-Type may be: much of what clients send is wrong and harmless
 *   <li>neither length nor chunks: 411; a length over the limit: 413
 * </ul>
 *
 * Thread-safe.
 */
final class RequestJudge {
  private final String basePath;
  private final long maxSize;
  private final Function<String, Optional<Publisher>> publishers;
  private final InstantSource clock;
  private final FailedAttempts failures;

  /** The other end of a connection. */
  record Peer(InetAddress address, @Nullable X509Certificate certificate) {}

  /**
   * @param publishers whose lists have routes at this moment, by configured name
   */
  RequestJudge(
      IntakeSettings settings,
      Function<String, Optional<Publisher>> publishers,
      InstantSource clock,
      FailedAttempts failures) {
    this.basePath = settings.basePath();
    this.maxSize = settings.limits().maxSize();
    this.publishers = publishers;
    this.clock = clock;
    this.failures = failures;
  }

  Judgement judge(HttpRequest head, Peer peer) {
    if (head.decoderResult().isFailure()) {
      return new Refusal(notUnderstood(head.decoderResult().cause()));
    }
    String path = RequestTarget.path(head.uri());
    if (head.protocolVersion().majorVersion() != 1 || !isHostRight(head) || path == null) {
      return new Refusal(Refusals.notHttp());
    }
    String lists = path.startsWith(basePath + "/") ? path.substring(basePath.length() + 1) : "";
    Optional<Publisher> publisher = publishers.apply(lists);
    if (publisher.isEmpty()) {
      return new Refusal(Refusals.unknownName());
    }
    if (!head.method().equals(HttpMethod.PUT) && !head.method().equals(HttpMethod.POST)) {
      return Refusals.method();
    }
    return authenticated(head, peer, lists, publisher.get());
  }

  private static PushAnswer notUnderstood(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Refusals.longLine();
    }
    return cause instanceof TooLongHttpHeaderException ? Refusals.longHeader() : Refusals.notHttp();
  }

  private static boolean isHostRight(HttpRequest head) {
    int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
    return hosts == 1 || (hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_0));
  }

  private Judgement authenticated(HttpRequest head, Peer peer, String lists, Publisher publisher) {
    Claim claim = new Claim(peer.certificate(), head.headers().get(HttpHeaderNames.AUTHORIZATION));
    boolean guessable = publisher instanceof PasswordPublisher;
    if (guessable && failures.isTooMany(peer.address())) {
      return Refusals.guesses();
    }
    Optional<String> who = publisher.who(claim, clock.instant());
    if (who.isPresent()) {
      if (guessable) {
        failures.succeeded(peer.address());
      }
      return welcome(head, lists, who.get());
    }
    if (guessable && PasswordPublisher.isTried(claim)) {
      failures.failed(peer.address());
    }
    return publisher instanceof PinnedPublishers pinned
        ? new Refusal(Refusals.certificate(pinned.whyNot(claim)))
        : Refusals.password();
  }

  private Judgement welcome(HttpRequest head, String lists, String publisher) {
    HttpHeaders fields = head.headers();
    boolean waits = HttpUtil.is100ContinueExpected(head);
    if (fields.contains(HttpHeaderNames.EXPECT)
        && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(fields.get(HttpHeaderNames.EXPECT))) {
      return new Refusal(Refusals.expectation());
    }
    List<String> codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean chunked =
        codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
    if (!codings.isEmpty() && !chunked) {
      return new Refusal(Refusals.notHttp());
    }
    String coding = fields.get(HttpHeaderNames.CONTENT_ENCODING);
    if (coding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding)) {
      return Refusals.compressed();
    }
    if (isFormOrPage(fields.get(HttpHeaderNames.CONTENT_TYPE))) {
      return new Refusal(Refusals.form());
    }
    long length = HttpUtil.getContentLength(head, -1L);
    if (length < 0 && !chunked) {
      return new Refusal(Refusals.noLength());
    }
    if (length > maxSize) {
      return new Refusal(Refusals.tooLarge(maxSize), Map.of());
    }
    return new Welcome(lists, publisher, length, waits, fields.get(HttpHeaderNames.ACCEPT));
  }

  /** Not application/x-www-form-urlencoded: curl --data-binary says that of any file. */
  private static boolean isFormOrPage(@Nullable String type) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return lower.startsWith("multipart/")
        || lower.startsWith("text/html")
        || lower.startsWith("application/json");
  }
}
