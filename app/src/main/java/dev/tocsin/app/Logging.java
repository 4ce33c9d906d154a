package dev.tocsin.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log: one line an event on stderr, with the time in UTC. Ours from INFO on, the libraries' from WARN on.
///
/// Set up in code and not by a file: reading one would take a third of a second of every start.
final class Logging {
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}: %replace(%msg){'\\R',' '}%n";

    private Logging() {}

    /// Takes the place of whatever was set up before. `voice` is the level from which our own parts are heard.
    static void apply(Level voice, boolean json) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var encoder = json ? objects(context) : lines(context);
        encoder.start();
        var stderr = new ConsoleAppender<ILoggingEvent>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        context.getLogger("dev.tocsin").setLevel(voice);
        // While the database is away Quartz logs a stack trace every few seconds; the schedule says it in one line.
        context.getLogger("org.quartz.core.ErrorLogger").setLevel(Level.OFF);
        context.getLogger("org.quartz.impl.jdbcjobstore").setLevel(Level.OFF);
        context.getLogger("dev.tocsin.app.schedule.ClusteredStore").setLevel(Level.OFF);
        // The pool does the same; whoever asked for a connection says it.
        context.getLogger("org.apache.tomcat.jdbc.pool").setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> lines(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        return encoder;
    }

    private static Encoder<ILoggingEvent> objects(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithKVPList(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
