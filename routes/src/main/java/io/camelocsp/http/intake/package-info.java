/**
 * The list intake: an HTTPS listener of its own, to which publishers push revocation lists. {@link
 * io.camelocsp.http.intake.IntakeComponent} is its Camel component. A connection brings one list:
 * {@code IntakeDecoder} (strict HTTP), {@code IntakeConnection} (time limits, order of events),
 * {@code RequestJudge} (who may push what), {@code Upload} (a file under a byte limit), the Camel
 * route, the answer, the end.
 */
@NullMarked
package io.camelocsp.http.intake;

import org.jspecify.annotations.NullMarked;
