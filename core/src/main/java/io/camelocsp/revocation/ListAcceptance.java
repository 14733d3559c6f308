package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerTag;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListIdentity.Relation;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.revocation.SignatureScheme.Strength;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
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

  /**
   * A certificate whose key may sign lists that speak of an issuer's certificates.
   *
   * @param label whose key it is, for messages
   * @param itself whether the issuer itself is the CRL issuer, under any of its keys; else only its
   *     indirect lists count
   */
  private record Candidate(
      IssuerData issuer, X509Certificate certificate, String label, boolean itself) {
    boolean hasKeyOf(Candidate that) {
      return certificate.getPublicKey().equals(that.certificate.getPublicKey());
    }
  }

  /**
   * Who signed a list.
   *
   * @param targets whose certificates it speaks of; the first one is the CRL issuer itself, if that
   *     is served
   * @param slot which lists it replaces
   * @param label of the key, for descriptions: empty if it is the first target's certificate's
   * @param keyOrigin who could revoke a key that is not the issuer's own; null if nobody served
   *     here
   */
  record Signed(
      List<IssuerData> targets, SlotKey slot, String label, @Nullable ListKeyOrigin keyOrigin) {
    IssuerData first() {
      return targets.get(0);
    }
  }

  /** Issuers that may be meant by the list. */
  List<IssuerData> named(ListOutline list) {
    return candidates(list).stream().map(Candidate::issuer).distinct().toList();
  }

  /** How many entries the most generous of them allows; 0 if there is none. */
  int mostEntries(ListOutline list) {
    return named(list).stream()
        .mapToInt(each -> policies.apply(each.issuer().name()).maxEntries())
        .max()
        .orElse(0);
  }

  /** By the name in the list, octet for octet or as RFC 5280 7.1 compares names. */
  private List<Candidate> candidates(ListOutline list) {
    List<Candidate> itself = new ArrayList<>();
    List<Candidate> others = new ArrayList<>();
    for (IssuerData each : issuers) {
      Issuer issuer = each.issuer();
      ListPolicy.Signers signers = policies.apply(issuer.name()).signers();
      if (hasName(issuer.certificate(), list.issuer())) {
        itself.add(new Candidate(each, issuer.certificate(), issuer.name(), true));
        for (X509Certificate own : signers.own()) {
          if (hasName(own, list.issuer())) {
            itself.add(new Candidate(each, own, "another list key of " + issuer.name(), true));
          }
        }
      }
      for (X509Certificate other : signers.indirect()) {
        if (hasName(other, list.issuer())) {
          String name = "the indirect list issuer " + other.getSubjectX500Principal().getName();
          others.add(new Candidate(each, other, name, false));
        }
      }
    }
    itself.addAll(others);
    return itself;
  }

  private static boolean hasName(X509Certificate certificate, ListOutline.Name name) {
    return Arrays.equals(certificate.getSubjectX500Principal().getEncoded(), name.der())
        || certificate.getSubjectX500Principal().equals(name.principal());
  }

  /**
   * Who signed the list, and whom it concerns: of the certificates with its name, those whose key
   * identifier fits and whose key made the signature.
   *
   * @throws ListRefusedException if there is none, if the list has a defect, or if an issuer's
   *     policy forbids the signature
   */
  Signed signer(ListOutline list) throws ListRefusedException {
    List<Candidate> named = candidates(list);
    if (named.isEmpty()) {
      throw new ListRefusedException(
          Reason.FOREIGN_ISSUER,
          "no configured issuer is named " + list.issuer().principal(),
          "configure that CA as an issuer, or drop its lists elsewhere");
    }
    requireNoDefects(list.defects());
    List<Candidate> fitting =
        named.stream().filter(each -> fits(each.certificate(), list)).toList();
    if (fitting.isEmpty()) {
      throw new ListRefusedException(
          Reason.KEY_IDENTIFIER_MISMATCH,
          "the list says it was signed with another key than that of "
              + named.get(0).label()
              + " (authorityKeyIdentifier)",
          "find out where it comes from. Only if the CA itself says that it has a new key, configure"
              + " the certificate of that key as one more issuer or list signer");
    }
    SignatureScheme scheme = scheme(list);
    ListRefusedException first = null;
    for (Candidate each : fitting) {
      ListRefusedException refusal = judgeSignature(each, scheme, list);
      if (refusal == null) {
        return signed(each, fitting, list);
      }
      first = first == null ? refusal : first;
    }
    throw Objects.requireNonNull(first);
  }

  private Signed signed(Candidate signer, List<Candidate> fitting, ListOutline list)
      throws ListRefusedException {
    boolean indirect = list.extensions().scope().indirect();
    List<IssuerData> targets =
        fitting.stream()
            .filter(each -> each.hasKeyOf(signer) && (each.itself() || indirect))
            .map(Candidate::issuer)
            .distinct()
            .toList();
    if (targets.isEmpty()) {
      throw new ListRefusedException(
          Reason.FOREIGN_ISSUER,
          "the list is not indirect, so it speaks only of certificates of "
              + list.issuer().principal()
              + ", which is no configured issuer",
          "configure that CA as an issuer, or drop its lists elsewhere");
    }
    SlotKey slot =
        new SlotKey(
            SlotKey.keyId(signer.certificate().getPublicKey()),
            list.issuer().principal().getName(X500Principal.CANONICAL),
            list.extensions().scope());
    Issuer first = targets.get(0).issuer();
    String label =
        first.certificate().getPublicKey().equals(signer.certificate().getPublicKey())
                && signer.itself()
            ? ""
            : signer.itself()
                ? "key " + slot.keyId().substring(0, 8)
                : "issued by " + list.issuer().principal().getName();
    return new Signed(targets, slot, label, label.isEmpty() ? null : origin(signer));
  }

  private @Nullable ListKeyOrigin origin(Candidate signer) {
    for (IssuerData each : issuers) {
      if (Issuance.issued(each.issuer().certificate(), signer.certificate())) {
        return new ListKeyOrigin(each, SerialNumber.of(signer.certificate().getSerialNumber()));
      }
    }
    return null;
  }

  /**
   * Whether the list's key identifier, where it has one, is the certificate's. A certificate
   * without subjectKeyIdentifier fits every list: a CA may number its keys as it likes (RFC 5280
   * 4.2.1.2), so the signature alone decides.
   */
  private static boolean fits(X509Certificate certificate, ListOutline list) {
    byte[] wanted = list.extensions().keyIdentifier();
    byte[] own = keyIdentifier(certificate);
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
      Candidate signer, SignatureScheme scheme, ListOutline list) {
    boolean[] keyUsage = signer.certificate().getKeyUsage();
    if (keyUsage != null && !keyUsage[CRL_SIGN]) {
      return new ListRefusedException(
          Reason.CRL_SIGN_MISSING,
          "the certificate of "
              + signer.label()
              + " does not allow its key to sign lists (cRLSign)",
          "configure a CA certificate whose keyUsage includes cRLSign");
    }
    boolean sha1 = policies.apply(signer.issuer().issuer().name()).sha1SignaturesAllowed();
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
        signer.certificate().getPublicKey(), list.signedOctets(), list.signature().octets())) {
      return new ListRefusedException(
          Reason.WRONG_SIGNATURE,
          "the key of " + signer.label() + " did not sign these octets",
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

  static ListRefusedException older(ListIdentity list, ListIdentity current) {
    return new ListRefusedException(
        Reason.OLDER,
        "the list (%s) is older than the current one (%s)".formatted(list.label(), current.label()),
        "nothing, if an old file was dropped by mistake; else find out why the CA's numbers or"
            + " times go back, and if it means them, take the file in with: camel-ocsp lists accept"
            + " --older, in Karaf ocsp:lists --older");
  }

  /**
   * Refuses what must not replace {@code current}; {@link Relation#SAME} is the caller's affair.
   */
  static Relation requireNotOlder(ListIdentity list, ListIdentity current)
      throws ListRefusedException {
    Relation relation = list.comparedTo(current);
    switch (relation) {
      case OLDER -> throw older(list, current);
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
