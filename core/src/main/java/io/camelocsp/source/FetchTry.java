package io.camelocsp.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One try to get the lists of a source: its mirrors in turn until one gives a list that is taken
 * in, then what that list's freshestCRL points at. It says which address to ask, and is told what
 * came of it:
 *
 * <pre>{@code
 * while (attempt.asks()) {
 *   URI address = attempt.next();
 *   // ask it, then one of: redirected, unchanged, failed; or received, and for each list:
 *   // took or refused
 * }
 * FetchTry.Result result = attempt.end();
 * }</pre>
 *
 * <p>An address that is told nothing, or nothing good, has failed. For one thread.
 */
public final class FetchTry {
  private static final int MOST_REDIRECTS = 5;

  /** A list may name many; each costs a connection. */
  private static final int MOST_FRESHEST = 10;

  /** Of what is wrong at the same time. */
  private static final int MOST_TOLD = 5;

  /**
   * What came of a try.
   *
   * @param answered whether every address that had to give lists did
   * @param problem what is wrong, for operators; empty if nothing is
   * @param end nextUpdate of what the source has, the earliest of several; null if unknown
   * @param unfollowed hosts that freshestCRL points to, but may not
   */
  public record Result(
      boolean answered, String problem, @Nullable Instant end, Set<String> unfollowed) {
    public Result {
      unfollowed = Set.copyOf(unfollowed);
    }
  }

  private final FetchedSource source;
  private final Deque<URI> freshest = new ArrayDeque<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> olds = new ArrayList<>();
  private final List<URI> pointsTo = new ArrayList<>();
  private final Set<String> unfollowed = new LinkedHashSet<>();

  /** How many mirrors have been asked. */
  private int asked;

  private boolean mirrorWorked;
  private boolean missesDelta;
  private boolean takesNewBase;
  private @Nullable Instant end;

  /** Of the address that is asked now. */
  private @Nullable URI address;

  private boolean ofMirror;
  private int redirects;
  private boolean redirected;
  private boolean worked;
  private boolean complained;
  private Validators validators = Validators.NONE;
  private @Nullable Instant endHere;

  FetchTry(FetchedSource source) {
    this.source = source;
  }

  /** Whether there is another address to ask; settles what came of the one before. */
  public boolean asks() {
    settle();
    return redirected || wantsMirror() || !freshest.isEmpty();
  }

  /** Goes on to the next address. */
  public URI next() {
    settle();
    if (redirected) {
      redirected = false;
    } else if (wantsMirror()) {
      address = source.plan().mirrors().get(mirror());
      ofMirror = true;
      asked++;
      redirects = 0;
    } else {
      address = freshest.remove();
      ofMirror = false;
      redirects = 0;
    }
    worked = false;
    complained = false;
    endHere = null;
    validators = Validators.NONE;
    return address();
  }

  /** The address that is asked now. */
  public URI address() {
    if (address == null) {
      throw new IllegalStateException("no address was asked for yet");
    }
    return address;
  }

  /** What the server called the list that this address gave before. */
  public Validators validators() {
    FetchedSource.Given given = source.given(address());
    return given == null ? Validators.NONE : given.validators();
  }

  /**
   * The address sends us to another.
   *
   * @throws FetchException if it must not, or has done so too often
   */
  public void redirected(URI to) throws FetchException {
    if (!source.plan().redirects().follows(address(), to)) {
      throw new FetchException(
          "it redirects to %s, which ocsp.lists.%s.redirects does not allow"
              .formatted(shown(to), source.name()));
    }
    if (redirects == MOST_REDIRECTS) {
      throw new FetchException("it redirects more than " + MOST_REDIRECTS + " times");
    }
    redirects++;
    address = to;
    redirected = true;
  }

  /** The address has what it gave before. */
  public void unchanged() {
    FetchedSource.Given given = source.given(address());
    worked = true;
    if (given != null) {
      validators = given.validators();
      note(given.end());
    }
  }

  /** Something came that may be a list, or several. */
  public void received(Validators given) {
    validators = given;
  }

  /**
   * A list that came is in use, or waits for another.
   *
   * @param nextUpdate its end; null if it has none
   */
  public void took(@Nullable Instant nextUpdate) {
    worked = true;
    note(nextUpdate);
  }

  /**
   * A complete list that came is in use and says where its deltas are; to be told even if it names
   * nothing.
   *
   * @param uris as written in its freshestCRL
   */
  public void pointsTo(List<String> uris) {
    if (!takesNewBase) {
      takesNewBase = true;
      pointsTo.clear();
    }
    for (String uri : uris) {
      URI at = url(uri);
      if (at == null || pointsTo.contains(at)) {
        continue;
      }
      if (source.plan().mayPointTo(at)) {
        if (pointsTo.size() < MOST_FRESHEST) {
          pointsTo.add(at);
        }
      } else if (at.getHost() != null) {
        unfollowed.add(at.getHost());
      }
    }
  }

  /**
   * A list that came must not be used; other lists from the same address may.
   *
   * @return whether that was not so at the last try
   */
  public boolean refused(String whatIsWrong) {
    complained = true;
    String refusal = shown(address()) + ": " + whatIsWrong;
    refusals.add(refusal);
    return !source.hasRefused(refusal);
  }

  /**
   * A list that came is older than the one in use. That is as it should be where the newer one came
   * from here too: an entry of a directory may keep both.
   */
  public void older(String whatIsWrong) {
    olds.add(shown(address()) + ": " + whatIsWrong);
  }

  /** The address gave no list, or not as a whole. */
  public void failed(String whatIsWrong) {
    complained = true;
    redirected = false;
    problems.add(shown(address()) + ": " + whatIsWrong);
  }

  /** What came of it; to be called once. */
  public Result end() {
    settle();
    source.refused(refusals);
    boolean answered = mirrorWorked && !missesDelta;
    List<String> wrong = new ArrayList<>(problems);
    wrong.addAll(refusals);
    return new Result(answered, told(wrong), end, unfollowed);
  }

  /** Some of it: an entry of a directory may have a thousand bad values. */
  private static String told(List<String> wrong) {
    List<String> distinct = wrong.stream().distinct().toList();
    int left = distinct.size() - MOST_TOLD;
    String some = String.join("; ", distinct.subList(0, Math.min(MOST_TOLD, distinct.size())));
    return left > 0 ? some + "; and " + left + " more" : some;
  }

  /** An address as it is shown: without a query, which may hold a key. */
  public static String shown(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?…";
  }

  private int mirror() {
    return (source.preferred() + asked) % source.plan().mirrors().size();
  }

  private boolean wantsMirror() {
    return !mirrorWorked && asked < source.plan().mirrors().size();
  }

  private void note(@Nullable Instant nextUpdate) {
    if (nextUpdate != null && (endHere == null || nextUpdate.isBefore(endHere))) {
      endHere = nextUpdate;
    }
  }

  /** Takes down what came of the address, once. */
  private void settle() {
    if (address == null || redirected) {
      return;
    }
    URI done = address;
    address = null;
    if (worked && !complained) {
      source.remember(done, new FetchedSource.Given(validators, endHere));
    } else {
      source.forget(done);
    }
    if (worked && endHere != null && (end == null || endHere.isBefore(end))) {
      end = endHere;
    }
    if (!worked) {
      problems.addAll(olds);
    }
    olds.clear();
    if (!ofMirror) {
      missesDelta |= !worked;
    } else if (worked) {
      mirrorWorked = true;
      source.prefer((source.preferred() + asked - 1) % source.plan().mirrors().size());
      problems.clear(); // that other mirrors failed is no news while one works
      followFreshest();
    }
  }

  private void followFreshest() {
    if (takesNewBase) {
      source.pointTo(pointsTo);
    }
    freshest.addAll(source.freshest());
  }

  private static @Nullable URI url(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null
              && Set.of("http", "https", "ldap", "ldaps").contains(uri.getScheme())
              && uri.getRawUserInfo() == null
          ? uri
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
