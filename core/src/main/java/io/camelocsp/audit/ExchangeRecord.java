package io.camelocsp.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what it was answered, octet for octet. The arrays are shared: nobody writes to
 * them.
 *
 * @param time when it arrived
 * @param responder name of the responder asked
 * @param clientAddress the client's IP address; null if the transport knows none
 * @param request DER as it came; null if it did not come as octets, or was not decoded from a path
 * @param response DER; empty if only HTTP said something
 * @param via how the answer came about
 * @param trace by which a failure is remembered; null if it is no failure, or not remembered
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough
public record ExchangeRecord(
    Instant time,
    String responder,
    @Nullable String clientAddress,
    byte @Nullable [] request,
    byte[] response,
    String via,
    @Nullable String trace) {

  /** Spelled out, because javac 17 drops {@code @Nullable} from a compact constructor. */
  public ExchangeRecord(
      Instant time,
      String responder,
      @Nullable String clientAddress,
      byte @Nullable [] request,
      byte[] response,
      String via,
      @Nullable String trace) {
    this.time = time;
    this.responder = responder;
    this.clientAddress = clientAddress;
    this.request = request;
    this.response = response;
    this.via = via;
    this.trace = trace;
  }

  /** What it takes while it waits to be written, about. */
  int octets() {
    return 200 + (request == null ? 0 : request.length) + response.length;
  }
}
