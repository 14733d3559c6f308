package io.camelocsp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Certificates from files, PEM (RFC 7468, text around the blocks allowed as OpenSSL writes it) or
 * DER. What is refused, each with file and reason: files that are missing, empty or over {@link
 * #MAX_BYTES}; no certificate in it, saying what was found instead (a private key, a CRL, a
 * PKCS#12); blocks without end or with broken base64; DER that is cut off or followed by further
 * bytes. Stateless.
 */
public final class Pem {
  /** Over a thousand certificates; nothing an operator means to name here is larger. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final Set<String> CERTIFICATE_LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");

  private Pem() {}

  /**
   * All certificates of a file, in its order; at least one. PEM blocks of other kinds are passed
   * over as long as there is a certificate.
   *
   * @throws IOException naming the file and the reason
   */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    byte[] content = BoundedFile.read(file, MAX_BYTES);
    if (content[0] == Der.SEQUENCE) {
      return List.of(certificate(file, "", content));
    }
    return fromPem(file, new String(content, StandardCharsets.ISO_8859_1));
  }

  /**
   * The certificate of a file that holds exactly one.
   *
   * @throws IOException naming the file and the reason; several certificates are listed
   */
  public static X509Certificate certificate(Path file) throws IOException {
    List<X509Certificate> certificates = certificates(file);
    if (certificates.size() > 1) {
      String subjects =
          certificates.stream()
              .map(certificate -> certificate.getSubjectX500Principal().getName())
              .collect(Collectors.joining("; "));
      throw new IOException(
          file
              + ": holds "
              + certificates.size()
              + " certificates where exactly one is expected: "
              + subjects);
    }
    return certificates.get(0);
  }

  private static List<X509Certificate> fromPem(Path file, String text) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    Set<String> otherLabels = new LinkedHashSet<>();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      String label = label(lines[i]);
      if (label == null) {
        continue;
      }
      int end = endOf(file, lines, i, label);
      if (CERTIFICATE_LABELS.contains(label)) {
        String where = "the certificate at line " + (i + 1) + " ";
        certificates.add(certificate(file, where, decode(file, where, lines, i, end)));
      } else {
        otherLabels.add(label);
      }
      i = end;
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + ": " + insteadOfCertificate(otherLabels));
    }
    return certificates;
  }

  /** The label of a BEGIN line, a byte order mark in front of it or not; else null. */
  private static @Nullable String label(String line) {
    int begin = line.indexOf(BEGIN);
    String trimmed = line.stripTrailing();
    if (begin < 0 || begin > 3 || !trimmed.endsWith(DASHES)) {
      return null;
    }
    int from = begin + BEGIN.length();
    int to = trimmed.length() - DASHES.length();
    return from <= to ? trimmed.substring(from, to) : null;
  }

  private static int endOf(Path file, String[] lines, int begin, String label) throws IOException {
    String end = "-----END " + label + DASHES;
    for (int i = begin + 1; i < lines.length; i++) {
      if (lines[i].strip().equals(end)) {
        return i;
      }
      if (lines[i].startsWith(BEGIN)) {
        break;
      }
    }
    throw new IOException(
        file + ": the block " + label + " at line " + (begin + 1) + " has no END line: cut off?");
  }

  private static byte[] decode(Path file, String where, String[] lines, int begin, int end)
      throws IOException {
    StringBuilder base64 = new StringBuilder();
    for (int i = begin + 1; i < end; i++) {
      base64.append(lines[i].strip());
    }
    try {
      return Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + where + "is not base64: " + e.getMessage(), e);
    }
  }

  private static X509Certificate certificate(Path file, String where, byte[] der)
      throws IOException {
    long length = Der.lengthOfFirst(der);
    if (length > der.length) {
      throw new IOException(file + ": " + where + "is cut off: " + der.length + " of " + length);
    }
    if (length >= 0 && length < der.length) {
      throw new IOException(
          file + ": " + where + "is followed by " + (der.length - length) + " bytes too many");
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IOException(
          file + ": " + where + "is not an X.509 certificate" + Der.looksLike(der), e);
    }
  }

  private static String insteadOfCertificate(Set<String> labels) {
    if (labels.isEmpty()) {
      return "is neither PEM nor a DER certificate";
    }
    for (String label : labels) {
      if (label.toUpperCase(Locale.ROOT).endsWith("PRIVATE KEY")) {
        return "holds a private key instead of a certificate";
      }
    }
    return "holds no certificate but " + String.join(", ", labels);
  }
}
