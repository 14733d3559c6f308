package io.camelocsp.http;

/** Where the address of a client is taken from, on connections of trusted balancers. */
public enum ClientAddressSource {
  /** It is the other end of the connection. */
  CONNECTION,

  /** The header of the PROXY protocol, version 1 or 2, which then must begin each connection. */
  PROXY_PROTOCOL,

  /** The X-Forwarded-For field of each request: the last address in it that is not trusted. */
  X_FORWARDED_FOR
}
