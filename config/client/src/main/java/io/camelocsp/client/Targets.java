package io.camelocsp.client;

import io.camelocsp.client.InquiryException.Kind;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom to ask about what: the issuer from the user, from the file the certificate came
 * in, or from where the certificate says it is; the URL from the user or the certificate.
 */
public final class Targets {
  private final BouncyCastleProvider provider = new BouncyCastleProvider();
  private final Transport transport;
  private final @Nullable URI url;
  private final List<X509Certificate> issuers;

  /**
   * @param transport fetches issuer certificates
   * @param url whom to ask whatever certificates say, null to ask whom they name
   * @param issuers where to look for issuers, before anything else; may be empty
   */
  public Targets(Transport transport, @Nullable URI url, List<X509Certificate> issuers) {
    this.transport = transport;
    this.url = url;
    this.issuers = List.copyOf(issuers);
  }

  /**
   * Whom to ask about what.
   *
   * @param issuerFetchedFrom where the issuer's certificate was fetched unasked, null if it was at
   *     hand
   */
  public record Target(Question question, URI responder, @Nullable URI issuerFetchedFrom) {}

  /**
   * Asks about a serial number of the one issuer given.
   *
   * @throws InquiryException if there is not one issuer, or no URL
   */
  public Target ofSerial(String label, BigInteger serial) throws InquiryException {
    if (issuers.size() != 1) {
      throw failure("a serial number needs exactly one issuer certificate: give --issuer");
    }
    if (url == null) {
      throw failure("a serial number says nothing about whom to ask: give --url");
    }
    return new Target(new Question(label, serial, issuers.get(0), null), url, null);
  }

  /**
   * Asks about the first certificate of a file; the others in it may be its issuer.
   *
   * @throws InquiryException if issuer or URL are not to be found
   */
  public Target ofFile(Path file, List<X509Certificate> contents)
      throws InquiryException, InterruptedException {
    X509Certificate leaf = contents.get(0);
    URI responder = responder(file, leaf);
    if (!issuers.isEmpty()) {
      X509Certificate issuer = issuerAmong(leaf, issuers);
      if (issuer == null) {
        throw failure(
            file
                + " was not issued by the certificate given with --issuer: it names "
                + leaf.getIssuerX500Principal());
      }
      return new Target(Question.about(file.toString(), leaf, issuer), responder, null);
    }
    X509Certificate beside = issuerAmong(leaf, contents.subList(1, contents.size()));
    if (beside != null) {
      return new Target(Question.about(file.toString(), leaf, beside), responder, null);
    }
    return fetched(file, leaf, responder);
  }

  private URI responder(Path file, X509Certificate leaf) throws InquiryException {
    if (url != null) {
      return url;
    }
    List<URI> named = AuthorityInfo.responders(leaf);
    if (named.isEmpty()) {
      throw failure(file + " names no OCSP responder: give --url");
    }
    return named.get(0);
  }

  private Target fetched(Path file, X509Certificate leaf, URI responder)
      throws InquiryException, InterruptedException {
    List<URI> places = AuthorityInfo.issuers(leaf);
    if (places.isEmpty()) {
      throw failure(file + " does not say where its issuer's certificate is: give --issuer");
    }
    URI place = places.get(0);
    try {
      X509Certificate issuer = issuerAmong(leaf, parse(transport.fetch(place)));
      if (issuer == null) {
        throw new InquiryException(
            Kind.NO_ANSWER,
            "what is at " + place + " is not the issuer of " + file,
            "Give the issuer's certificate with --issuer.");
      }
      return new Target(Question.about(file.toString(), leaf, issuer), responder, place);
    } catch (NoAnswerException e) {
      throw new InquiryException(
          Kind.NO_ANSWER,
          "the issuer's certificate cannot be fetched from " + place + ": " + e.reason(),
          "Give it with --issuer.");
    }
  }

  /** The one that issued the leaf: its name fits and its key verifies. */
  private @Nullable X509Certificate issuerAmong(
      X509Certificate leaf, Collection<X509Certificate> candidates) {
    for (X509Certificate each : candidates) {
      if (each.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
          && signed(leaf, each)) {
        return each;
      }
    }
    return null;
  }

  private boolean signed(X509Certificate leaf, X509Certificate issuer) {
    try {
      leaf.verify(issuer.getPublicKey(), provider);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** DER, PEM or a PKCS#7 bundle; empty if it is none of them. */
  private static List<X509Certificate> parse(byte[] bytes) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))) {
        certificates.add((X509Certificate) each);
      }
      return certificates;
    } catch (CertificateException e) {
      return List.of();
    }
  }

  private static InquiryException failure(String message) {
    return new InquiryException(Kind.INPUT, message);
  }
}
