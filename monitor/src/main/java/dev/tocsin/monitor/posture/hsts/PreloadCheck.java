package dev.tocsin.monitor.posture.hsts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A Strict-Transport-Security field as the checker of hstspreload.org reads it, which is not how browsers do: it cuts
/// at every semicolon, knows no quotes, and takes repetitions with a warning. Its own codes name what it finds.
///
/// @param errors what keeps the field out, or throws the domain out
/// @param maxAge in seconds, without a sign
public record PreloadCheck(
        Optional<Long> maxAge, boolean includeSubDomains, boolean preload, List<String> errors, List<String> warnings) {

    /// Which rule a domain has to keep: new entries a year, those from before October 2017 eighteen weeks.
    public enum Policy {
        ONE_YEAR(HstsHeader.YEAR, "below_1_year"),
        EIGHTEEN_WEEKS(10_886_400, "below_18_weeks");

        private final long leastSeconds;
        private final String code;

        Policy(long leastSeconds, String code) {
            this.leastSeconds = leastSeconds;
            this.code = code;
        }

        public long leastSeconds() {
            return leastSeconds;
        }
    }

    public PreloadCheck {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public boolean passes() {
        return errors.isEmpty();
    }

    /// What it says of all the fields of one answer: there must be exactly one.
    public static PreloadCheck ofAnswer(List<String> fields, Policy policy) {
        return switch (fields.size()) {
            case 0 -> refused("response.no_header");
            case 1 -> of(fields.getFirst(), policy);
            default -> refused("response.multiple_headers");
        };
    }

    private static PreloadCheck refused(String code) {
        return new PreloadCheck(Optional.empty(), false, false, List.of(code), List.of());
    }

    /// What it says of one field.
    public static PreloadCheck of(String field, Policy policy) {
        var reading = new Reading();
        reading.read(field);
        reading.require(policy);
        return reading.done();
    }

    /// What keeps a domain that wants to leave the list in it: the field must be valid to the checker and no
    /// longer ask for it.
    public static List<String> removalErrors(String field) {
        var reading = new Reading();
        reading.read(field);
        var errors = new ArrayList<>(reading.errors);
        if (reading.preload) {
            errors.add("header.removable.contains.preload");
        }
        if (reading.maxAge.isEmpty()) {
            errors.add("header.removable.missing.max_age");
        }
        return errors;
    }

    private static final class Reading {
        private static final String MAX_AGE = "max-age=";
        private final Set<String> errors = new LinkedHashSet<>();
        private final Set<String> warnings = new LinkedHashSet<>();
        private Optional<Long> maxAge = Optional.empty();
        private boolean includeSubDomains;
        private boolean preload;

        void read(String field) {
            if (trimmed(field).isEmpty()) {
                warnings.add("header.parse.empty");
                return;
            }
            for (var part : field.split(";", -1)) {
                readDirective(trimmed(part).toLowerCase(Locale.ROOT));
            }
        }

        private void readDirective(String directive) {
            if (directive.equals("preload")) {
                preload = once(preload, "preload");
            } else if (directive.startsWith("preload")) {
                warnings.add("header.parse.invalid.preload");
            } else if (directive.equals("includesubdomains")) {
                includeSubDomains = once(includeSubDomains, "include_sub_domains");
            } else if (directive.startsWith("includesubdomains")) {
                warnings.add("header.parse.invalid.include_sub_domains");
            } else if (directive.startsWith(MAX_AGE)) {
                readMaxAge(directive.substring(MAX_AGE.length()));
            } else if (directive.startsWith("max-age")) {
                errors.add("header.parse.invalid.max_age.no_value");
            } else {
                warnings.add(directive.isEmpty() ? "header.parse.empty_directive" : "header.parse.unknown_directive");
            }
        }

        private boolean once(boolean seen, String what) {
            if (seen) {
                warnings.add("header.parse.repeated." + what);
            }
            return true;
        }

        private void readMaxAge(String digits) {
            if (digits.length() > 1 && digits.startsWith("0")) {
                warnings.add("header.parse.max_age.leading_zero");
            }
            if (!digits.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
                errors.add("header.parse.max_age.non_digit_characters");
                return;
            }
            try {
                var seconds = Long.parseUnsignedLong(digits);
                if (maxAge.isPresent()) {
                    once(true, "max_age");
                } else {
                    maxAge = Optional.of(seconds);
                }
            } catch (NumberFormatException tooLong) {
                errors.add("header.parse.max_age.parse_int_error");
            }
        }

        void require(Policy policy) {
            if (!includeSubDomains) {
                errors.add("header.preloadable.include_sub_domains.missing");
            }
            if (!preload) {
                errors.add("header.preloadable.preload.missing");
            }
            if (maxAge.isEmpty()) {
                errors.add("header.preloadable.max_age.missing");
            } else if (maxAge.get() == 0) {
                errors.add("header.preloadable.max_age.zero");
            } else if (Long.compareUnsigned(maxAge.get(), policy.leastSeconds) < 0) {
                errors.add("header.preloadable.max_age." + policy.code);
            } else if (Long.compareUnsigned(maxAge.get(), HstsHeader.TEN_YEARS) > 0) {
                warnings.add("header.preloadable.max_age.over_10_years");
            }
        }

        PreloadCheck done() {
            return new PreloadCheck(maxAge, includeSubDomains, preload, List.copyOf(errors), List.copyOf(warnings));
        }

        /// Its own white space is that of Unicode, which browsers do not share.
        private static String trimmed(String text) {
            var start = 0;
            var end = text.length();
            while (start < end && blank(text.charAt(start))) {
                start++;
            }
            while (end > start && blank(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(start, end);
        }

        private static boolean blank(char sign) {
            return (sign >= '\t' && sign <= '\r') || sign == 0x85 || Character.isSpaceChar(sign);
        }
    }
}
