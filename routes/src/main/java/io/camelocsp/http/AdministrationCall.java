package io.camelocsp.http;

/**
 * One request to the administration listener on its way into the route.
 *
 * @param method GET or HEAD
 * @param path still percent-encoded, beginning with a slash
 * @param query what follows the question mark, still percent-encoded; empty if there is none
 * @param framing what the answer's frame must be
 */
record AdministrationCall(String method, String path, String query, Framing framing) {}
