/**
 * How lists are fetched from web and directory servers: connections with their limits in time and
 * size, TLS, and credentials, for camel-http and camel-ldap.
 */
@NullMarked
package io.camelocsp.fetch;

import org.jspecify.annotations.NullMarked;
