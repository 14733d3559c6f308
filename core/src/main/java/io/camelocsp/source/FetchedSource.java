package io.camelocsp.source;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source of lists that is asked: its addresses, and what is remembered of them from one try to
 * the next. Used by one thread at a time.
 */
public final class FetchedSource {
  /** Addresses come and go with redirects and freshestCRL; more than that are not remembered. */
  private static final int MOST_REMEMBERED = 200;

  /**
   * What is configured.
   *
   * @param name the configured name
   * @param mirrors addresses of the same lists, the preferred one first; at least one
   * @param redirects which redirects are followed
   * @param freshestHosts where a list's freshestCRL may point; small letters
   */
  public record Plan(
      String name, List<URI> mirrors, RedirectPolicy redirects, Set<String> freshestHosts) {
    public Plan {
      mirrors = List.copyOf(mirrors);
      freshestHosts =
          freshestHosts.stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      if (mirrors.isEmpty()) {
        throw new IllegalArgumentException("a source has at least one address");
      }
    }

    /** Whether lists of this source may send us to this address. */
    boolean mayPointTo(URI address) {
      return address.getHost() != null
          && freshestHosts.contains(address.getHost().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * The list or lists that an address gave last, none of which was refused.
   *
   * @param validators how the server calls them
   * @param end nextUpdate, the earliest of several; null if there is none
   */
  record Given(Validators validators, @Nullable Instant end) {}

  private final Plan plan;
  private final Map<URI, Given> given = new HashMap<>();
  private List<URI> freshest = List.of();
  private List<String> refused = List.of();
  private int preferred;

  public FetchedSource(Plan plan) {
    this.plan = plan;
  }

  /** The configured name. */
  public String name() {
    return plan.name();
  }

  /** Begins a try with the mirror that worked last. */
  public FetchTry begin() {
    return new FetchTry(this);
  }

  Plan plan() {
    return plan;
  }

  int preferred() {
    return preferred;
  }

  void prefer(int mirror) {
    preferred = mirror;
  }

  /** Where the current complete lists say their deltas are, and may. */
  List<URI> freshest() {
    return freshest;
  }

  void pointTo(List<URI> addresses) {
    freshest = List.copyOf(addresses);
  }

  @Nullable Given given(URI address) {
    return given.get(address);
  }

  void remember(URI address, Given lists) {
    if (given.size() < MOST_REMEMBERED || given.containsKey(address)) {
      given.put(address, lists);
    }
  }

  void forget(URI address) {
    given.remove(address);
  }

  boolean hasRefused(String refusal) {
    return refused.contains(refusal);
  }

  void refused(List<String> refusals) {
    refused = List.copyOf(refusals);
  }
}
