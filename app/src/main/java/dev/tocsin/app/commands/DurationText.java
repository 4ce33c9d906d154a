package dev.tocsin.app.commands;

import dev.tocsin.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as the settings write them: `500ms 30s 5m 2h 14d`.
final class DurationText implements ITypeConverter<Duration> {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    @Override
    public Duration convert(String text) {
        try {
            return Durations.parse(text, LEAST, MOST);
        } catch (IllegalArgumentException fault) {
            throw new TypeConversionException(fault.getMessage());
        }
    }
}
