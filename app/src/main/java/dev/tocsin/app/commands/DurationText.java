package dev.tocsin.app.commands;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as the settings write them: `500ms 30s 5m 2h 14d`.
final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,8})(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no duration, write it like 500ms, 30s, 5m, 2h or 90d");
        }
        var number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
