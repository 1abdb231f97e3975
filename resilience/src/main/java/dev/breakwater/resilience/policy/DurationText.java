package dev.breakwater.resilience.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as configurations write them: {@code 200ms}, {@code 5s}, {@code 2m}; bare numbers are seconds. */
final class DurationText {
    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,15})\\s*(ns|us|ms|s|m|h|d|)");

    private DurationText() {}

    /** @throws IllegalArgumentException where the text is no duration, ISO 8601 included */
    static Duration read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher simple = SIMPLE.matcher(lower);
        try {
            return simple.matches() ? simple(Long.parseLong(simple.group(1)), simple.group(2)) : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no duration", e);
        }
    }

    private static Duration simple(long count, String unit) {
        return switch (unit) {
            case "ns" -> Duration.ofNanos(count);
            case "us" -> Duration.ofNanos(Math.multiplyExact(count, 1_000));
            case "ms" -> Duration.ofMillis(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofSeconds(count);
        };
    }

    static String write(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1_000_000 != 0) {
            return nanos + "ns";
        }
        return nanos % 1_000_000_000L == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
