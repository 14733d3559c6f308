package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerTag;
import io.camelocsp.revocation.ListIdentity.Relation;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.revocation.SignatureScheme.Strength;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a list is accepted (spec 6.4, RFC 5280 6.3.3 f and g): whose it is, whether
 * that issuer signed it, whether its times allow it, and whether it is newer than what is in use.
 * Immutable, thread-safe.
 */
final class ListAcceptance {
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
  private static final int CRL_SIGN = 6;

  private final List<IssuerData> issuers;
  private final Function<String, ListPolicy> policies;

  ListAcceptance(Collection<IssuerData> issuers, Function<String, ListPolicy> policies) {
    this.issuers = List.copyOf(issuers);
    this.policies = policies;
  }

  /** Issuers with the name in the list: octet for octet, or as RFC 5280 7.1 compares names. */
  List<IssuerData> named(ListOutline list) {
    return issuers.stream().filter(each -> hasName(each.issuer(), list.issuer())).toList();
  }

  private static boolean hasName(Issuer issuer, ListOutline.Name name) {
    return Arrays.equals(issuer.subjectDer(), name.der())
        || issuer.certificate().getSubjectX500Principal().equals(name.principal());
  }

  /**
   * Whose list it is: of the issuers with its name, the one whose key identifier fits and whose key
   * signed it.
   *
   * @throws ListRefusedException if there is none, if the list has a defect, or if that issuer's
   *     policy forbids the signature
   */
  IssuerData signer(ListOutline list) throws ListRefusedException {
    List<IssuerData> named = named(list);
    if (named.isEmpty()) {
      throw new ListRefusedException(
          Reason.FOREIGN_ISSUER,
          "no configured issuer is named " + list.issuer().principal(),
          "configure that CA as an issuer, or drop its lists elsewhere");
    }
    requireNoDefects(list.defects());
    List<IssuerData> fitting = named.stream().filter(each -> fits(each.issuer(), list)).toList();
    if (fitting.isEmpty()) {
      throw new ListRefusedException(
          Reason.KEY_IDENTIFIER_MISMATCH,
          "the list says it was signed with another key than that of "
              + named.get(0).issuer().name()
              + " (authorityKeyIdentifier)",
          "find out where it comes from. Only if the CA itself says that it has a new key, configure"
              + " the certificate of that key as one more issuer");
    }
    SignatureScheme scheme = scheme(list);
    ListRefusedException first = null;
    for (IssuerData each : fitting) {
      ListRefusedException refusal = judgeSignature(each.issuer(), scheme, list);
      if (refusal == null) {
        return each;
      }
      first = first == null ? refusal : first;
    }
    throw Objects.requireNonNull(first);
  }

  /**
   * Whether the list's key identifier, where it has one, is the issuer's. A certificate without
   * subjectKeyIdentifier fits every list: a CA may number its keys as it likes (RFC 5280 4.2.1.2),
   * so the signature alone decides.
   */
  private static boolean fits(Issuer issuer, ListOutline list) {
    byte[] wanted = list.extensions().keyIdentifier();
    byte[] own = keyIdentifier(issuer.certificate());
    return wanted == null || own == null || Arrays.equals(wanted, own);
  }

  /** subjectKeyIdentifier; null if the certificate has none that can be read. */
  private static byte @Nullable [] keyIdentifier(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
    if (value == null) {
      return null;
    }
    DerBuffer der = new DerBuffer(ByteBuffer.wrap(value));
    try {
      long wrapped = der.expect(DerTag.OCTET_STRING, 0, der.size());
      long identifier = der.expect(DerTag.OCTET_STRING, DerBuffer.start(wrapped), der.size());
      return der.copy(DerBuffer.start(identifier), DerBuffer.end(identifier));
    } catch (DerException e) {
      return null;
    }
  }

  private static SignatureScheme scheme(ListOutline list) throws ListRefusedException {
    try {
      SignatureScheme scheme = SignatureScheme.of(list.signature().algorithm());
      if (scheme != null) {
        return scheme;
      }
      throw new ListRefusedException(
          Reason.UNKNOWN_SIGNATURE_ALGORITHM,
          "the signature algorithm "
              + SignatureScheme.oid(list.signature().algorithm())
              + " is not known here",
          "have the CA sign its lists with RSA, ECDSA, EdDSA or ML-DSA and SHA-2");
    } catch (DerException e) {
      throw ListDefect.malformed("the signature algorithm is malformed: " + e.getMessage())
          .refusal();
    }
  }

  private @Nullable ListRefusedException judgeSignature(
      Issuer issuer, SignatureScheme scheme, ListOutline list) {
    boolean[] keyUsage = issuer.certificate().getKeyUsage();
    if (keyUsage != null && !keyUsage[CRL_SIGN]) {
      return new ListRefusedException(
          Reason.CRL_SIGN_MISSING,
          "the certificate of " + issuer.name() + " does not allow its key to sign lists (cRLSign)",
          "configure a CA certificate whose keyUsage includes cRLSign");
    }
    boolean sha1 = policies.apply(issuer.name()).sha1SignaturesAllowed();
    if (scheme.strength() == Strength.BROKEN || (scheme.strength() == Strength.SHA1 && !sha1)) {
      return new ListRefusedException(
          Reason.WEAK_SIGNATURE,
          "the list is signed with " + scheme.name() + ", whose hash is broken",
          scheme.strength() == Strength.BROKEN
              ? "have the CA sign its lists with SHA-256"
              : "have the CA sign its lists with SHA-256, or allow SHA-1 for this issuer's lists");
    }
    int octets = list.tbs().end() - list.tbs().start();
    if (!scheme.canVerify(octets)) {
      return new ListRefusedException(
          Reason.TOO_LARGE,
          "the list is too large to verify a signature with " + scheme.name(),
          "have the CA sign its lists with ECDSA or RSA, or publish shorter ones");
    }
    if (!scheme.verifies(
        issuer.certificate().getPublicKey(), list.signedOctets(), list.signature().octets())) {
      return new ListRefusedException(
          Reason.WRONG_SIGNATURE,
          "the key of " + issuer.name() + " did not sign these octets",
          "fetch the list again from the CA; if it is refused again, compare the configured"
              + " certificate with the CA's");
    }
    return null;
  }

  /** Refuses what could be read but must not be used. */
  static void requireNoDefects(List<ListDefect> defects) throws ListRefusedException {
    if (!defects.isEmpty()) {
      throw defects.get(0).refusal();
    }
  }

  /** When the list ceases to vouch; null if it names no end and the policy allows none. */
  static @Nullable Instant end(ListOutline list, ListPolicy policy) {
    Duration maxAge = policy.maxAge();
    return list.nextUpdate() != null || maxAge == null
        ? list.nextUpdate()
        : list.thisUpdate().plus(maxAge);
  }

  /** Refuses a list without an end: it would vouch for ever. */
  static void requireEnd(ListOutline list, ListPolicy policy) throws ListRefusedException {
    if (end(list, policy) == null) {
      throw new ListRefusedException(
          Reason.NO_END,
          "the list has no nextUpdate, and no greatest age is configured for such lists",
          "have the CA set nextUpdate, or configure max-list-age for this issuer");
    }
  }

  /** Refuses what is not in force at {@code now}. */
  static void requireInForce(ListOutline list, ListPolicy policy, Instant now)
      throws ListRefusedException {
    if (list.thisUpdate().isAfter(now.plus(policy.clockSkew()))) {
      throw new ListRefusedException(
          Reason.FROM_THE_FUTURE,
          "thisUpdate (%s) is in the future; it is now %s".formatted(list.thisUpdate(), now),
          "compare the clocks of the CA and of this machine, then drop the list again");
    }
    Instant end = end(list, policy);
    if (end != null && !now.isBefore(end)) {
      throw new ListRefusedException(
          Reason.EXPIRED,
          list.nextUpdate() != null
              ? "nextUpdate (%s) is past; it is now %s".formatted(end, now)
              : "the list ended at %s by the configured greatest age; it is now %s"
                  .formatted(end, now),
          "drop the CA's newest list, and see why this one came late");
    }
  }

  /**
   * Refuses what must not replace {@code current}; {@link Relation#SAME} is the caller's affair.
   */
  static Relation requireNotOlder(ListIdentity list, ListIdentity current)
      throws ListRefusedException {
    Relation relation = list.comparedTo(current);
    switch (relation) {
      case OLDER ->
          throw new ListRefusedException(
              Reason.OLDER,
              "the list (%s) is older than the current one (%s)"
                  .formatted(list.label(), current.label()),
              "nothing, if an old file was dropped by mistake; else find out why the CA's numbers"
                  + " or times go back");
      case SAME_NUMBER_OTHER_CONTENT ->
          throw new ListRefusedException(
              Reason.SAME_NUMBER_OTHER_CONTENT,
              "the list has the current one's number (%s) but other content"
                  .formatted(list.label()),
              "have the CA issue a list with a new number");
      default -> {}
    }
    return relation;
  }
}
