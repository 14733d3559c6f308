/**
 * HTTP at the edge. {@link io.camelocsp.http.OcspHttpComponent} is netty-http with a pipeline of
 * our own; a connection's bytes pass, in this order, {@code ConnectionGuard} (caps and time
 * limits), {@code ProxyHeader} (where a balancer names the client), {@code OneRequestAtATime}
 * (decodes, keeps the order), {@code RequestCollector} (body, up to its limit), {@code
 * ResponderDispatcher} (which responder, or which refusal) and {@code OcspHttpBinding} (the Camel
 * message).
 */
@NullMarked
package io.camelocsp.http;

import org.jspecify.annotations.NullMarked;
