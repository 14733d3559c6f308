package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of evidence says about one serial number at one moment.
 *
 * @param evidence what it is, e.g. {@code crl acme#1042}
 * @param kind {@code crl}, {@code delta crl}, {@code index.txt}, …
 * @param number cRLNumber; null if it has none
 * @param sha256 over the whole list in DER, in lower-case hexadecimal; null if it is no list
 * @param origin where it came from
 * @param acceptedAt when we accepted it; null if that is not known
 * @param thisUpdate when it was made
 * @param nextUpdate when it ceases to vouch; null if it names no end
 * @param validity what it is worth at that moment
 * @param says what it says
 */
public record Statement(
    String evidence,
    String kind,
    @Nullable BigInteger number,
    @Nullable String sha256,
    ListOrigin origin,
    @Nullable Instant acceptedAt,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    Validity validity,
    Says says) {

  /** What a piece of evidence is worth at a moment. */
  public enum Validity {
    VALID("valid"),
    /** Ended, but the policy's grace lasts; or the issuer is retired and its last lists count. */
    EXTENDED("ended, counts on by policy"),
    ENDED("ended"),
    /** Made after this moment: somebody's clock is wrong. */
    NOT_YET("not yet valid"),
    /** Ended, and a newer list under another key of the issuer took its place. */
    SUPERSEDED("superseded"),
    /** The certificate of the key that signed it is revoked. */
    KEY_REVOKED("no: the certificate of its key is revoked"),
    /** What it builds on is missing. */
    WAITING("not yet: it waits for what it builds on");

    private final String label;

    Validity(String label) {
      this.label = label;
    }

    /** The words used in tables. */
    public String label() {
      return label;
    }
  }

  /** What can be said about a serial number. */
  public sealed interface Says {
    /** Said in words. */
    String words();
  }

  /**
   * It lists it as revoked or on hold.
   *
   * @param invalidityDate since when the key is suspect; null if it does not say
   */
  public record Revoked(Instant time, RevocationReason reason, @Nullable Instant invalidityDate)
      implements Says {
    @Override
    public String words() {
      return "revoked at " + time + ", " + reason.label();
    }
  }

  /** A delta that takes it off the list (removeFromCRL). */
  public record Removed() implements Says {
    @Override
    public String words() {
      return "removed from the list";
    }
  }

  /** An issuance list that lists it. */
  public record Issued() implements Says {
    @Override
    public String words() {
      return "listed as issued";
    }
  }

  /** It would list it if it were revoked, or issued, as far as its scope goes. */
  public record NotListed() implements Says {
    @Override
    public String words() {
      return "not listed";
    }
  }

  /**
   * Its silence means nothing.
   *
   * @param why a clause, e.g. {@code it speaks of CA certificates only}
   */
  public record DoesNotCover(String why) implements Says {
    @Override
    public String words() {
      return "not listed, but it does not cover it: " + why;
    }
  }
}
