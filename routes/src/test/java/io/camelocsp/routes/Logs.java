package io.camelocsp.routes;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Keeps what our own code logs, instead of printing it, until it is closed. */
final class Logs implements AutoCloseable {
  private static final String OURS = "io.camelocsp";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Configuration configuration;
  private final LoggerContext context;

  private final String kept;

  Logs() {
    this(OURS);
  }

  /** Keeps what this package and those below it log. */
  Logs(String kept) {
    this.kept = kept;
    context = (LoggerContext) LogManager.getContext(false);
    configuration = context.getConfiguration();
    AbstractAppender appender =
        new AbstractAppender("kept", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(line(event));
          }
        };
    appender.start();
    LoggerConfig logger = new LoggerConfig(kept, Level.INFO, false);
    logger.addAppender(appender, Level.INFO, null);
    configuration.addLogger(kept, logger);
    context.updateLoggers();
  }

  private static String line(LogEvent event) {
    StringWriter text = new StringWriter();
    text.append(event.getLevel() + " " + event.getMessage().getFormattedMessage());
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      text.append('\n');
      thrown.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  /** {@code LEVEL message}, with the stack trace in further lines. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    configuration.removeLogger(kept);
    context.updateLoggers();
  }
}
