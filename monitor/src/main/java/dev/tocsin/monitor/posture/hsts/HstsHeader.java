package dev.tocsin.monitor.posture.hsts;

import dev.tocsin.monitor.posture.name.Ascii;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One Strict-Transport-Security field as browsers read it: the grammar of RFC 6797, 6.1, where Chromium's reading
/// settles what the RFC leaves open. `preload` is an unknown directive there, so its faults break nothing.
///
/// @param valid whether browsers take note of it
/// @param maxAge in seconds, no more than fits a long; empty when the field is not valid
/// @param includeSubDomains false when the field is not valid, as `preload`
public record HstsHeader(
        boolean valid, OptionalLong maxAge, boolean includeSubDomains, boolean preload, List<HstsIssue> issues) {

    static final long YEAR = 31_536_000;
    static final long TEN_YEARS = 10 * YEAR;

    /// The preload checker reads numbers of 64 bits without a sign.
    private static final BigInteger LARGEST_CHECKED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    /// Longer numbers are not worth the arithmetic: they are larger than everything.
    private static final int MOST_DIGITS = 40;

    public HstsHeader {
        issues = List.copyOf(issues);
    }

    /// Reads the value of one field, of any length and content.
    public static HstsHeader read(String field) {
        return new Reading().of(field);
    }

    private static final class Reading {
        private final Set<HstsIssue> issues = new LinkedHashSet<>();
        private Optional<BigInteger> maxAge = Optional.empty();
        private boolean maxAgeSeen;
        private boolean includeSubDomains;
        private boolean preload;
        private boolean broken;

        HstsHeader of(String field) {
            if (Ascii.trim(field).isEmpty()) {
                issues.add(HstsIssue.EMPTY_HEADER);
                issues.add(HstsIssue.NO_MAX_AGE);
                return invalid();
            }
            var directives = Directive.split(field);
            for (var directive : directives) {
                read(directive);
                if (issues.contains(HstsIssue.SYNTAX)) {
                    break;
                }
            }
            if (directives.stream().noneMatch(directive -> directive.is("max-age"))) {
                issues.add(HstsIssue.NO_MAX_AGE);
            }
            var said = directives.stream().anyMatch(directive -> !directive.empty());
            if (!broken && said) {
                weigh();
            }
            return maxAge.isEmpty() || broken ? invalid() : valid(maxAge.get());
        }

        private void read(Directive directive) {
            if (directive.empty()) {
                issues.add(HstsIssue.EMPTY_DIRECTIVE);
            } else if (directive.is("max-age")) {
                readMaxAge(directive);
            } else if (directive.is("includeSubDomains")) {
                if (includeSubDomains) {
                    fault(HstsIssue.TWO_INCLUDE_SUB_DOMAINS);
                } else if (directive.value().isPresent()) {
                    fault(HstsIssue.VALUED_INCLUDE_SUB_DOMAINS);
                }
                includeSubDomains = true;
            } else if (!directive.wellFormed()) {
                fault(HstsIssue.SYNTAX);
            } else if (directive.is("preload")) {
                if (directive.value().isPresent()) {
                    issues.add(HstsIssue.VALUED_PRELOAD);
                } else if (preload) {
                    issues.add(HstsIssue.TWO_PRELOADS);
                } else {
                    preload = true;
                }
            } else {
                issues.add(HstsIssue.UNKNOWN_DIRECTIVE);
            }
        }

        private void readMaxAge(Directive directive) {
            if (maxAgeSeen) {
                fault(HstsIssue.TWO_MAX_AGES);
                return;
            }
            maxAgeSeen = true;
            var written = directive.value().orElse("");
            var value = directive.quoted() ? directive.unquoted() : Optional.of(written);
            if (value.isEmpty()) {
                fault(HstsIssue.SYNTAX);
            } else if (value.get().isEmpty()) {
                fault(HstsIssue.EMPTY_MAX_AGE);
            } else if (!Ascii.digits(value.get())) {
                fault(HstsIssue.ODD_MAX_AGE);
            } else {
                maxAge = Optional.of(number(value.get()));
                if (directive.quoted()) {
                    issues.add(HstsIssue.QUOTED_MAX_AGE);
                } else if (directive.spaced()) {
                    issues.add(HstsIssue.SPACED_EQUALS);
                }
                if (value.get().length() > 1 && value.get().startsWith("0")) {
                    issues.add(HstsIssue.LEADING_ZERO);
                }
            }
        }

        private static BigInteger number(String digits) {
            var significant = digits.replaceFirst("^0+", "");
            return significant.isEmpty()
                    ? BigInteger.ZERO
                    : significant.length() > MOST_DIGITS
                            ? BigInteger.TEN.pow(MOST_DIGITS)
                            : new BigInteger(significant);
        }

        private void fault(HstsIssue issue) {
            issues.add(issue);
            broken = true;
        }

        /// What is lawful and yet not what the owner may have wished for.
        private void weigh() {
            maxAge.ifPresent(seconds -> {
                if (seconds.signum() == 0) {
                    issues.add(HstsIssue.ZERO);
                } else if (seconds.compareTo(BigInteger.valueOf(YEAR)) < 0) {
                    issues.add(HstsIssue.BELOW_ONE_YEAR);
                } else if (seconds.compareTo(BigInteger.valueOf(TEN_YEARS)) > 0) {
                    issues.add(HstsIssue.OVER_TEN_YEARS);
                }
                if (seconds.compareTo(LARGEST_CHECKED) > 0) {
                    issues.add(HstsIssue.TOO_LARGE);
                }
            });
            if (!includeSubDomains) {
                issues.add(HstsIssue.NO_INCLUDE_SUB_DOMAINS);
            }
            if (!preload) {
                issues.add(HstsIssue.NO_PRELOAD);
            }
        }

        private HstsHeader invalid() {
            return new HstsHeader(false, OptionalLong.empty(), false, false, List.copyOf(issues));
        }

        private HstsHeader valid(BigInteger seconds) {
            var most = BigInteger.valueOf(Long.MAX_VALUE);
            return new HstsHeader(
                    true,
                    OptionalLong.of(seconds.min(most).longValueExact()),
                    includeSubDomains,
                    preload,
                    List.copyOf(issues));
        }
    }
}
