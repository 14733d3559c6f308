package io.camelocsp.standalone;

import io.camelocsp.standalone.ResponderProcess.ResponderStarter;
import java.time.InstantSource;

/**
 * What the commands take from the process around them, so that tests can put in something else.
 *
 * @param clock what time it is
 * @param starter starts responders
 * @param configurationCheck judges a configuration without starting it
 */
public record CommandEnvironment(
    InstantSource clock, ResponderStarter starter, ConfigurationCheck configurationCheck) {}
