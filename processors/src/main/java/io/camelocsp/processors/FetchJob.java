package io.camelocsp.processors;

import io.camelocsp.source.FetchSchedule;
import io.camelocsp.source.FetchedSource;

/**
 * What it takes to fetch the lists of one source.
 *
 * @param source its addresses
 * @param schedule when it is asked
 * @param connections how it is asked
 * @param maxOctets longer lists are not read
 */
public record FetchJob(
    FetchedSource source, FetchSchedule schedule, FetchConnections connections, long maxOctets) {}
