package io.camelocsp.client;

/** The two ways to send an OCSP request (RFC 6960 A.1). */
public enum HttpMethod {
  GET,
  POST
}
