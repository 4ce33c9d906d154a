package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.posture.Check;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PosturePolicy.AcceptedRisk;
import dev.tocsin.monitor.posture.PosturePolicy.Wish;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a monitor that looks at the posture of a site, and what such looks have in common.
public final class PostureProbeSettings {

    /// How often a site is looked at where its monitor does not say.
    public static final Duration USUAL_EVERY = Duration.ofHours(1);

    static final Duration SHORTEST_EVERY = Duration.ofSeconds(5);

    /// A look makes some dozens of connections, and each of them has a share of this.
    public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

    /// What takes no connections is looked at again at once; that it does is believed at once.
    public static final Confirmation CONFIRMATION = new Confirmation(2, 1, Duration.ofSeconds(30));

    static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(5);

    private static final URI PRELOAD_SITE = URI.create("https://hstspreload.org/");
    private static final Pattern PIN = Pattern.compile("[A-Za-z0-9+/]{43}=");

    private PostureProbeSettings() {}

    /// Who may be asked besides the targets, for all of them.
    public static PostureSources sources(Section root) {
        var posture = root.section("posture");
        return new PostureSources(
                posture.flag("fetchIssuers"),
                posture.optionalPath("preloadList"),
                posture.optionalUrl("renewals", "https", "http"),
                posture.optionalParsed("preloadStatus", PostureProbeSettings::preloadSite)
                        .flatMap(site -> site));
    }

    /// Whether our own public address is looked at.
    public static boolean own(Section root) {
        return root.section("posture").flag("own");
    }

    static Probe.Posture read(Section section, PostureSources sources) {
        return new Probe.Posture(
                section.parsed("posture", PostureProbeSettings::url, nowhere()),
                section.optionalParsed("connectTo", HostAndPort::parse),
                new PostureMeasure(
                        new PosturePolicy(
                                section.parsed("profile", PostureProbeSettings::profile, Profile.BASIC),
                                wishes(section),
                                accepted(section)),
                        new HashSet<>(section.parsedList("pin", PostureProbeSettings::pin)),
                        section.optionalPath("trust"),
                        sources));
    }

    private static WebUrl nowhere() {
        return WebUrl.parse("https://nowhere.invalid/").orElseThrow();
    }

    private static WebUrl url(String text) {
        return WebUrl.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no URL of a site, write one such as https://shop.example.com/"));
    }

    private static Profile profile(String text) {
        return Profile.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no profile, write none, basic, strict or preload"));
    }

    private static String pin(String text) {
        if (!PIN.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no pin, write the SHA-256 of a public key in base64, which is 44 characters long");
        }
        return text;
    }

    private static Optional<URI> preloadSite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "false" -> Optional.empty();
            case "true" -> Optional.of(PRELOAD_SITE);
            default -> {
                if (!text.matches("https?://[^\\s/]+.*")) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is neither true, false nor a site, write true to ask hstspreload.org");
                }
                try {
                    yield Optional.of(new URI(text));
                } catch (URISyntaxException odd) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no site, write true to ask hstspreload.org", odd);
                }
            }
        };
    }

    private static Map<String, Wish> wishes(Section section) {
        var wishes = new LinkedHashMap<String, Wish>();
        section.entries("checks").forEach((check, word) -> {
            known(section, "checks", check);
            if (word.equals("off")) {
                wishes.put(check, new Wish.Off());
            } else {
                severity(word)
                        .ifPresentOrElse(
                                severity -> wishes.put(check, new Wish.Weight(severity)),
                                () -> section.problem(
                                        "checks",
                                        "\"" + word + "\" is no severity for " + check,
                                        "write critical, major, minor, info or off"));
            }
        });
        return wishes;
    }

    private static Optional<Severity> severity(String word) {
        return List.of(Severity.values()).stream()
                .filter(severity -> severity.word().equals(word))
                .findFirst();
    }

    private static void known(Section section, String key, String check) {
        if (Check.of(check).isEmpty()) {
            section.problem(
                    key,
                    "there is no check \"" + check + "\"",
                    "write one such as cert.expiry; tocsin posture --all names them");
        }
    }

    private static List<AcceptedRisk> accepted(Section section) {
        return section.sections("accept").stream()
                .map(risk -> {
                    var check = risk.text("check");
                    known(risk, "check", check);
                    var reason = risk.text("reason");
                    return new AcceptedRisk(
                            check,
                            reason.isBlank() ? "none was given" : reason,
                            risk.parsed("until", PostureProbeSettings::end, Instant.EPOCH));
                })
                .toList();
    }

    /// A day counts to its end.
    private static Instant end(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException odd) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no day, write the last one of it such as 2026-12-31", odd);
        }
    }
}
