package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.HttpWrappings;
import io.camelocsp.testkit.HttpWrappings.Wrapping;
import io.camelocsp.testkit.Judged;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One good question in every wrapping HTTP has for it: {@link HttpWrappings}. */
abstract class HostileHttpContract extends ServedSite {
  HostileHttpContract(ResponderRuntime runtime) {
    super(runtime);
  }

  private HttpWrappings wrappings() {
    return new HttpWrappings(site());
  }

  List<Wrapping> gets() {
    return wrappings().gets();
  }

  List<Wrapping> posts() {
    return wrappings().posts();
  }

  @ParameterizedTest
  @MethodSource("gets")
  void aGetHasOneOutcome(Wrapping get) throws Exception {
    assertThat(Judged.outcome(client().exchange(get.request()))).isEqualTo(get.outcome());
  }

  @ParameterizedTest
  @MethodSource("posts")
  void aPostHasOneOutcome(Wrapping post) throws Exception {
    assertThat(Judged.outcome(client().exchange(post.request()))).isEqualTo(post.outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "QUERY"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    byte[] post = HttpConnection.post(site().uri(), wrappings().der());
    byte[] get = HttpConnection.get(site().uri(), wrappings().der());

    for (byte[] request : new byte[][] {post, get}) {
      String changed = Client.text(request).replaceFirst("^(POST|GET)", method);
      assertThat(Judged.outcome(client().exchange(changed))).isEqualTo("HTTP 405");
    }
  }
}
