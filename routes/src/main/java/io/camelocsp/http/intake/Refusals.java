package io.camelocsp.http.intake;

import io.camelocsp.http.intake.Judgement.Refusal;
import io.camelocsp.processors.PushAnswer;
import java.time.Duration;
import java.util.Map;

/** What the list intake itself refuses, in a publisher's words. Nothing here repeats the client. */
final class Refusals {
  private static final String NOTHING_READ = "no list was read; what is in use stays in use";
  private static final String GUIDE = "see docs/push.md for how to push a list";
  private static final Duration SHORTLY = Duration.ofSeconds(10);

  private Refusals() {}

  private static PushAnswer answer(int status, String reason, String wrong, String remedy) {
    return PushAnswer.refused(status, reason, wrong, NOTHING_READ, remedy);
  }

  static PushAnswer notHttp() {
    return answer(400, "bad_request", "this is no HTTP/1.1 request as RFC 9112 has it", GUIDE);
  }

  static PushAnswer brokenBody() {
    return answer(
        400, "bad_body", "the chunks of the body are not as RFC 9112 has them", "push it again");
  }

  static PushAnswer longLine() {
    return answer(414, "url_too_long", "the URL is too long", GUIDE);
  }

  static PushAnswer longHeader() {
    return answer(431, "header_too_long", "the header is longer than 8 KiB", GUIDE);
  }

  static PushAnswer unknownName() {
    return answer(
        404,
        "unknown_lists",
        "no lists of this name are pushed here",
        "push to the path of ocsp.intake.url, then a slash and the NAME of an entry"
            + " ocsp.lists.NAME.from = push");
  }

  static Refusal method() {
    return new Refusal(
        answer(405, "method", "a list is pushed with PUT or POST", GUIDE),
        Map.of("Allow", "PUT, POST"));
  }

  static Refusal password() {
    return new Refusal(
        answer(
            401,
            "wrong_password",
            "the user or the password is missing or wrong",
            "send those of ocsp.lists.NAME.username and .password-file, by HTTP basic"),
        Map.of("WWW-Authenticate", "Basic realm=\"camel-ocsp lists\", charset=\"UTF-8\""));
  }

  static Refusal guesses() {
    return new Refusal(
        answer(
                429,
                "too_many_failures",
                "too many wrong passwords came from this address",
                "look who sends them; the address is heard again after a pause")
            .after(FailedAttempts.REFILL));
  }

  static PushAnswer certificate(String wrong) {
    return answer(
        403,
        "unknown_publisher",
        wrong,
        "connect with a client certificate of ocsp.lists.NAME.publishers, or add this one there");
  }

  static Refusal compressed() {
    return new Refusal(
        answer(415, "compressed", "the list is compressed", "send the list as it is"),
        Map.of("Accept-Encoding", "identity"));
  }

  static PushAnswer form() {
    return answer(
        415,
        "not_a_list",
        "the body is a form or a page by its Content-Type, not a list",
        "send the file itself: curl --upload-file FILE, or --data-binary @FILE");
  }

  static PushAnswer expectation() {
    return answer(417, "expectation", "the Expect field asks for what is not known", GUIDE);
  }

  static PushAnswer noLength() {
    return answer(
        411,
        "no_length",
        "the request has neither a Content-Length nor chunks",
        "send the list as the body of the request");
  }

  static PushAnswer tooLarge(long limit) {
    return answer(
        413,
        "too_large",
        "the list is longer than " + limit + " octets",
        "raise ocsp.intake.max-size if the list is right");
  }

  static PushAnswer slow(Duration limit, String what) {
    return answer(
        408,
        "too_slow",
        "the list did not come " + what + " " + limit.toSeconds() + " s",
        "push it again; over a slow line raise ocsp.intake.timeout");
  }

  static PushAnswer busy() {
    return answer(
            503,
            "busy",
            "as many lists as are taken in at a time are on their way",
            "wait, then" + " push it again")
        .after(SHORTLY);
  }

  static PushAnswer stopping() {
    return answer(503, "stopping", "camel-ocsp is being stopped", "wait, then push it again")
        .after(SHORTLY);
  }

  static PushAnswer noRoom(String why) {
    return answer(
            507,
            "cannot_store",
            "the list cannot be stored here: " + why,
            "make room in ocsp.data.directory, then push it again")
        .after(Duration.ofMinutes(1));
  }

  static PushAnswer failure() {
    return PushAnswer.refused(
            500,
            "failure",
            "taking the list in failed; the log of camel-ocsp has the reason",
            "what is in use stays in use",
            "push it again; if that fails too, look into the log")
        .after(Duration.ofMinutes(1));
  }
}
