package dev.tocsin.monitor.posture.header;

import static dev.tocsin.monitor.posture.WebCheck.CORP;
import static dev.tocsin.monitor.posture.WebCheck.CORS;
import static dev.tocsin.monitor.posture.WebCheck.CSP;
import static dev.tocsin.monitor.posture.WebCheck.FRAMING;
import static dev.tocsin.monitor.posture.WebCheck.NOSNIFF;
import static dev.tocsin.monitor.posture.WebCheck.PERMISSIONS;
import static dev.tocsin.monitor.posture.WebCheck.REFERRER;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.WebCheck;
import dev.tocsin.monitor.posture.name.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The headers that tell a browser what to keep out, with the Observatory's points.
public final class HeaderChecks {

    private static final Set<String> DISCREET =
            Set.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin");
    private static final Set<String> TALKATIVE =
            Set.of("origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade");

    private final ResponseHeaders headers;
    private final CspHeader csp;
    private final List<String> referrerMetas;
    private final Profile profile;

    /// What is to be judged.
    ///
    /// @param csp of the headers and the page together
    /// @param referrerMetas the policies in `meta` elements of the page
    public HeaderChecks(ResponseHeaders headers, CspHeader csp, List<String> referrerMetas, Profile profile) {
        this.headers = headers;
        this.csp = csp;
        this.referrerMetas = List.copyOf(referrerMetas);
        this.profile = profile;
    }

    public List<Finding> findings() {
        return List.of(policy(), nosniff(), framing(), referrer(), permissions(), corp(), cors());
    }

    private Finding policy() {
        var level = csp.level();
        var evidence = String.join(" | ", headers.all("Content-Security-Policy"));
        return switch (level) {
            case NOTHING_BY_DEFAULT, SAFE, UNSAFE_STYLE ->
                Finding.pass(CSP, level.words()).seeing(evidence).modifying(level.modifier());
            case ABSENT ->
                lacking(
                        CSP,
                        headers.first("Content-Security-Policy-Report-Only").isPresent()
                                ? "the Content-Security-Policy is only reported"
                                : level.words(),
                        level.modifier());
            case PLAIN_PASSIVE, UNSAFE_EVAL, UNSAFE_INLINE, PLAIN_ACTIVE, INVALID ->
                lacking(CSP, level.words(), level.modifier()).seeing(evidence);
        };
    }

    private Finding nosniff() {
        var values = headers.all("X-Content-Type-Options");
        // Several are as one with commas, of which browsers read the first (Fetch, 3.7).
        var first = values.isEmpty() ? "" : Ascii.trim(values.getFirst().split(",", -1)[0]);
        return Ascii.same(first, "nosniff")
                ? Finding.pass(NOSNIFF, "nosniff")
                : lacking(
                                NOSNIFF,
                                values.isEmpty()
                                        ? "no X-Content-Type-Options"
                                        : "X-Content-Type-Options is not nosniff",
                                -5)
                        .seeing(String.join(" | ", values));
    }

    private Finding framing() {
        if (csp.framingBound()) {
            return Finding.pass(FRAMING, "frame-ancestors names who may frame it")
                    .modifying(5);
        }
        var values = headers.all("X-Frame-Options").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(value -> Ascii.lower(Ascii.trim(value)))
                .distinct()
                .toList();
        var evidence = String.join(", ", values);
        if (values.isEmpty()) {
            return lacking(FRAMING, "neither frame-ancestors nor X-Frame-Options", -20);
        }
        if (values.size() == 1 && Set.of("deny", "sameorigin").contains(values.getFirst())) {
            return Finding.pass(FRAMING, "X-Frame-Options keeps others from framing it")
                    .seeing(evidence);
        }
        return values.size() == 1 && values.getFirst().startsWith("allow-from ")
                ? lacking(FRAMING, "no browser knows ALLOW-FROM any more", 0).seeing(evidence)
                : lacking(FRAMING, "X-Frame-Options cannot be read", -20).seeing(evidence);
    }

    private Finding referrer() {
        var values = new ArrayList<>(headers.all("Referrer-Policy"));
        values.addAll(referrerMetas);
        var evidence = String.join(", ", values);
        if (values.isEmpty()) {
            return Finding.pass(REFERRER, "no Referrer-Policy; browsers send the origin alone");
        }
        // Unknown words stand for browsers to come: the last known one counts.
        var last = values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(value -> Ascii.lower(Ascii.trim(value)))
                .filter(word -> DISCREET.contains(word) || TALKATIVE.contains(word))
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return lacking(REFERRER, "Referrer-Policy cannot be read", -5).seeing(evidence);
        }
        return DISCREET.contains(last.get())
                ? Finding.pass(REFERRER, last.get()).seeing(evidence).modifying(5)
                : lacking(REFERRER, "Referrer-Policy tells others too much: " + last.get(), -5)
                        .seeing(evidence);
    }

    private Finding permissions() {
        return headers.first("Permissions-Policy")
                .map(value ->
                        Finding.pass(PERMISSIONS, "Permissions-Policy is sent").seeing(value))
                .orElseGet(() -> Finding.info(PERMISSIONS, "no Permissions-Policy"));
    }

    private Finding corp() {
        var value = headers.first("Cross-Origin-Resource-Policy");
        if (value.isEmpty()) {
            return Finding.info(CORP, "no Cross-Origin-Resource-Policy");
        }
        return switch (Ascii.trim(value.get())) {
            case "same-origin", "same-site" -> Finding.pass(CORP, value.get()).modifying(10);
            case "cross-origin" -> Finding.pass(CORP, "everybody may embed it");
            default ->
                lacking(CORP, "Cross-Origin-Resource-Policy cannot be read", -5).seeing(value.get());
        };
    }

    /// With credentials no `*` works, so a site that names whoever asks gives its visitors' data to everybody.
    private Finding cors() {
        var origin = headers.first("Access-Control-Allow-Origin").map(Ascii::trim);
        var credentials = headers.first("Access-Control-Allow-Credentials").map(Ascii::trim);
        var open = origin.filter(value -> value.equals("null") || value.equals(FOREIGN))
                .isPresent();
        if (open && credentials.equals(Optional.of("true"))) {
            return Finding.fail(CORS, "every site may read it with the visitor's credentials")
                    .seeing("Access-Control-Allow-Origin: " + origin.get())
                    .modifying(-50);
        }
        return Finding.pass(CORS, origin.map(value -> "open to " + value).orElse("not open to other sites"));
    }

    /// The origin in whose name the probe asks: nobody's.
    public static final String FOREIGN = "https://foreign.invalid";

    private Finding lacking(WebCheck check, String summary, int modifier) {
        var finding = switch (profile) {
            case NONE -> Finding.info(check, summary);
            case BASIC -> Finding.warn(check, summary);
            case STRICT, PRELOAD -> Finding.fail(check, summary);
        };
        return finding.modifying(modifier);
    }
}
