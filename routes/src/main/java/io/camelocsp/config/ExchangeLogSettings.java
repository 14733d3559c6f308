package io.camelocsp.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.exchange-log.*}: all requests and responses, octet for octet.
 *
 * @param enabled whether it is written
 * @param directory of its files; null means as {@link OcspConfiguration#exchangeDirectory()} says
 * @param maxSize of a file
 * @param keep how many full files are kept
 * @param queue how many exchanges may wait to be written
 */
public record ExchangeLogSettings(
    @Key(
            name = "enabled",
            defaultValue = "false",
            example = "true",
            meaning =
                "Whether every request and response is kept as it was, with the client's address.")
        boolean enabled,
    @Key(
            name = "directory",
            otherwise = "`exchanges` in `ocsp.data.directory`",
            example = "/var/log/camel-ocsp/exchanges",
            meaning = "Where its files are. It is made for its owner only.")
        @Nullable Path directory,
    @Key(
            name = "max-size",
            defaultValue = "64m",
            example = "512m",
            min = "64k",
            max = "1024m",
            meaning = "At which size of its file the next one is begun.")
        ByteSize maxSize,
    @Key(
            name = "keep",
            defaultValue = "10",
            example = "100",
            unit = "files",
            min = "1",
            max = "10000",
            meaning = "How many full files are kept; older ones are deleted.")
        int keep,
    @Key(
            name = "queue",
            defaultValue = "10000",
            example = "50000",
            unit = "exchanges",
            min = "1",
            max = "1000000",
            meaning =
                "How many exchanges may wait to be written. Above that they are lost and counted;"
                    + " answers go on.")
        int queue) {}
