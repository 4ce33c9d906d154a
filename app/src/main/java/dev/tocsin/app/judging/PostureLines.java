package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.posture.certificate.Expiry;
import dev.tocsin.monitor.posture.cookie.CookieIssue;
import dev.tocsin.monitor.posture.cookie.CookieVerdict;
import dev.tocsin.monitor.posture.hsts.HstsIssue;
import dev.tocsin.monitor.posture.hsts.HstsVerdict;
import dev.tocsin.monitor.posture.hsts.PreloadCheck;
import dev.tocsin.monitor.posture.name.HostnameMatch;
import dev.tocsin.monitor.posture.name.IpLiteral;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxt;
import dev.tocsin.monitor.posture.securitytxt.SecurityTxtIssue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lines about single headers, names, files and dates.
final class PostureLines {

    private static final BigDecimal NANOS_PER_HOUR = BigDecimal.valueOf(3_600_000_000_000L);

    /// Ten thousand years: more than an X.509 date can express.
    private static final double MOST_HOURS = 87_660_000;

    private PostureLines() {}

    static ObjectNode hsts(Line line) {
        var verdict = HstsVerdict.of(
                new HstsVerdict.Answer(
                        line.texts("headers"),
                        line.flag("overHttps", true),
                        line.optionalText("host"),
                        line.flag("tlsTrusted", true)),
                PreloadCheck.Policy.ONE_YEAR);
        var answer = Line.answer();
        answer.put("valid", verdict.valid());
        if (verdict.maxAge().isPresent()) {
            answer.put("maxAgeSeconds", verdict.maxAge().getAsLong());
        } else {
            answer.putNull("maxAgeSeconds");
        }
        answer.put("includeSubDomains", verdict.includeSubDomains());
        answer.put("preload", verdict.preload());
        answer.put("preloadEligible", verdict.preloadEligible());
        words(answer, "issues", verdict.issues().stream().map(HstsIssue::words).toList());
        words(answer, "preloadErrors", verdict.checker().errors());
        words(answer, "preloadWarnings", verdict.checker().warnings());
        verdict.divergence().ifPresent(text -> answer.put("divergence", text));
        return answer;
    }

    static ObjectNode cookie(Line line, Instant now) {
        var unjudged = new HashSet<>(CookieVerdict.Origin.LOAD_BALANCERS);
        unjudged.addAll(line.texts("unjudged"));
        var verdict = CookieVerdict.of(
                line.text("setCookie"),
                new CookieVerdict.Origin(
                        line.text("host"), line.flag("overHttps", true), line.flag("hstsActive", false), unjudged),
                line.moment("now", now));
        var answer = Line.answer();
        answer.put("stored", verdict.stored());
        answer.put("name", verdict.cookie().name());
        answer.put("secure", verdict.cookie().secure());
        answer.put("httpOnly", verdict.cookie().httpOnly());
        answer.put("sameSite", verdict.cookie().sameSite().words());
        answer.put("sessionLike", verdict.sessionLike());
        answer.put("verdict", verdict.verdict().word());
        words(
                answer,
                "issues",
                verdict.issues().stream().map(CookieIssue::words).toList());
        return answer;
    }

    static ObjectNode hostname(Line line) {
        var addresses = line.texts("sanIp").stream()
                .map(IpLiteral::parse)
                .flatMap(Optional::stream)
                .toList();
        var names = new HostnameMatch.AlternativeNames(line.texts("sanDns"), addresses);
        var answer = Line.answer();
        switch (HostnameMatch.of(line.text("host"), names)) {
            case HostnameMatch.Matched matched -> {
                answer.put("match", true);
                answer.put("reason", "matches " + matched.name());
            }
            case HostnameMatch.Refused refused -> {
                answer.put("match", false);
                answer.put("reason", refused.because());
            }
        }
        return answer;
    }

    static ObjectNode expiry(Line line) {
        var lifetime = hours(line, "lifetimeHours");
        if (lifetime.isNegative()) {
            throw new Line.Unreadable("lifetimeHours is negative, give the hours from notBefore to notAfter");
        }
        var expiry = Expiry.of(lifetime, hours(line, "remainingHours"));
        var answer = Line.answer();
        answer.put("level", expiry.level().name().toLowerCase(Locale.ROOT));
        answer.put("renewWindowHours", hours(expiry.window()));
        answer.put("warnAtHours", hours(expiry.warnAt()));
        answer.put("criticalAtHours", hours(expiry.criticalAt()));
        return answer;
    }

    static ObjectNode securityTxt(Line line, Instant now) {
        var verdict = SecurityTxt.judge(
                new SecurityTxt.Served(
                        line.optionalText("path").orElse("/.well-known/security.txt"),
                        (int) line.number("status"),
                        line.optionalText("contentType"),
                        line.optionalText("body").orElse(""),
                        line.optionalText("redirectedTo")),
                line.moment("now", now));
        var answer = Line.answer();
        answer.put("verdict", verdict.verdict().word());
        words(
                answer,
                "findings",
                verdict.issues().stream().map(SecurityTxtIssue::words).toList());
        return answer;
    }

    static void words(ObjectNode answer, String name, List<String> words) {
        var list = answer.putArray(name);
        words.forEach(list::add);
    }

    private static Duration hours(Line line, String name) {
        var hours = line.number(name);
        if (Math.abs(hours) > MOST_HOURS) {
            throw new Line.Unreadable(name + " is " + hours + ", out of range");
        }
        return Duration.ofMillis(Math.round(hours * 3_600_000));
    }

    private static double hours(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .multiply(BigDecimal.valueOf(1_000_000_000L))
                .add(BigDecimal.valueOf(duration.getNano()))
                .divide(NANOS_PER_HOUR, 3, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
