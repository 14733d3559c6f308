package io.camelocsp.billing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request was, for whoever bills it (spec 11.1). Every request makes one, failed ones too.
 * Immutable.
 *
 * @param time when it arrived
 * @param responder name of the responder asked
 * @param clientAddress the client's IP address; null if the transport knows none
 * @param requestor the authenticated requestor; null if nobody authenticated
 * @param singleRequests how many single requests it held; 0 if it could not be decoded
 * @param counted how many certificates count, by the responder's {@link BillingTerms}; 0 if the
 *     answer is an error
 * @param certificates those that count, in request order; empty where the terms name none
 * @param via how the answer came about: {@code local}, {@code error}, …
 * @param result the response's status
 * @param duration from arrival to the end of the workflow
 */
public record BillingRecord(
    Instant time,
    String responder,
    @Nullable String clientAddress,
    @Nullable String requestor,
    int singleRequests,
    int counted,
    List<Certificate> certificates,
    String via,
    ResponseStatus result,
    Duration duration) {
  private static final JsonFactory JSON = new JsonFactory();

  public BillingRecord {
    certificates = List.copyOf(certificates);
  }

  /**
   * What was answered about one certificate.
   *
   * @param issuer the issuer's configured name; {@code -} if it is not served here
   * @param serial hexadecimal, upper case
   * @param status {@code good}, {@code revoked} or {@code unknown}
   */
  public record Certificate(String issuer, String serial, String status) {
    /** RFC 5280 4.1.2.2 allows no more; what is longer is nobody's certificate, and may be long. */
    private static final int MAX_SERIAL_OCTETS = 20;

    /** Cuts serial numbers that no certificate may have, so that strangers cannot fill journals. */
    public static Certificate of(String issuer, SerialNumber serial, CertStatus status) {
      String hex = serial.toHex();
      boolean tooLong = hex.length() > 2 * MAX_SERIAL_OCTETS;
      return new Certificate(
          issuer, tooLong ? hex.substring(0, 2 * MAX_SERIAL_OCTETS) + "..." : hex, status.label());
    }
  }

  /**
   * One JSON object, without line ends in it or after it. Members: {@code time} (ISO 8601, UTC),
   * {@code responder}, {@code client} and {@code requestor} (left out if unknown), {@code
   * requests}, {@code counted}, {@code certificates} (objects of {@code issuer}, {@code serial},
   * {@code status}), {@code via}, {@code result}, {@code micros}.
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, time.toString());
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written", e);
    }
    return text.toString();
  }

  /**
   * Writes what {@link #toJson} gives.
   *
   * @param timeText {@code time} in ISO 8601, as {@link Instant#toString} has it
   * @throws IOException also for text that is no UTF-16, where the output is UTF-8
   */
  void write(JsonGenerator json, String timeText) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", timeText);
    json.writeStringField("responder", responder);
    if (clientAddress != null) {
      json.writeStringField("client", clientAddress);
    }
    if (requestor != null) {
      json.writeStringField("requestor", requestor);
    }
    json.writeNumberField("requests", singleRequests);
    json.writeNumberField("counted", counted);
    json.writeArrayFieldStart("certificates");
    for (Certificate certificate : certificates) {
      json.writeStartObject();
      json.writeStringField("issuer", certificate.issuer());
      json.writeStringField("serial", certificate.serial());
      json.writeStringField("status", certificate.status());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("via", via);
    json.writeStringField("result", result.label());
    json.writeNumberField("micros", duration.toNanos() / 1000);
    json.writeEndObject();
  }
}
