package io.camelocsp.config;

/**
 * {@code ocsp.log.*}: how the standalone process writes its log.
 *
 * @param format of its lines
 */
public record LogSettings(
    @Key(
            name = "format",
            defaultValue = "text",
            example = "json",
            meaning =
                "Whether the log has lines of text, or a JSON object in each line. The option"
                    + " `--log-format` of `camel-ocsp run` goes before it. Standalone only: in"
                    + " Karaf and embedded, the log is that of the surroundings.")
        LogFormat format) {}
