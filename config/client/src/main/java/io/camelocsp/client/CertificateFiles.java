package io.camelocsp.client;

import io.camelocsp.certificate.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificate files that the user names. */
public final class CertificateFiles {
  private CertificateFiles() {}

  /**
   * All certificates of a file, PEM or DER, in its order; at least one.
   *
   * @throws InquiryException if there is no such file or no certificate in it
   */
  public static List<X509Certificate> read(Path file) throws InquiryException {
    return readable(file, Pem::certificates);
  }

  /**
   * The certificate of a file that holds only one, PEM or DER.
   *
   * @throws InquiryException if there is no such file, or not exactly one certificate in it
   */
  public static X509Certificate one(Path file) throws InquiryException {
    return readable(file, Pem::certificate);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private static <T> T readable(Path file, Reader<T> reader) throws InquiryException {
    try {
      return reader.read(file);
    } catch (IOException e) {
      throw new InquiryException(InquiryException.Kind.INPUT, String.valueOf(e.getMessage()));
    }
  }
}
