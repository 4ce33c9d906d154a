package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an operator may choose beyond name, zone and components: how downtime is weighed, how the page looks,
/// where security issues are reported, which ways to subscribe it offers, where a copy of it stands, to which
/// address a mail ends a subscription, and which figures of security it shows, and who passes its feeds on.
public record PageOptions(
        UptimeWeights weights,
        Optional<Accent> accent,
        Optional<Accent> darkAccent,
        Optional<Logo> logo,
        boolean changeNotice,
        Optional<String> securityContact,
        List<SubscribeBy> subscribe,
        Optional<TwinSettings> twin,
        Optional<String> unsubscribeAddress,
        FigureSettings figures,
        Optional<URI> webSubHub) {
    private static final Pattern UNSUBSCRIBE = Pattern.compile("[A-Za-z0-9._-]{1,17}@[A-Za-z0-9.-]{1,200}");

    public static final PageOptions USUAL = new PageOptions(
            UptimeWeights.USUAL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(SubscribeBy.EMAIL),
            Optional.empty(),
            Optional.empty(),
            FigureSettings.NONE,
            Optional.empty());

    public PageOptions {
        subscribe = List.copyOf(subscribe);
    }

    /// A way to subscribe that the page offers to everybody.
    public enum SubscribeBy {
        EMAIL,
        SMS,
        WEBHOOK,
        SLACK,
        TEAMS
    }

    /// The company's sign, 32 px high, as base64 of `type`.
    public record Logo(String type, String base64) {
        private static final int MOST_BYTES = 64 * 1024;

        static Logo read(Path file) {
            var name = file.toString().toLowerCase(Locale.ROOT);
            var type = name.endsWith(".svg") ? "image/svg+xml" : "image/png";
            if (!name.endsWith(".svg") && !name.endsWith(".png")) {
                throw new IllegalArgumentException("\"" + file + "\" is neither SVG nor PNG, give one of the two");
            }
            try {
                if (Files.size(file) > MOST_BYTES) {
                    throw new IllegalArgumentException("\"" + file + "\" is larger than 64 KiB, give a smaller one");
                }
                return new Logo(type, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("\"" + file + "\" cannot be read, give a file that can", unreadable);
            }
        }

        public byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// Reads them from `statusPage:`; where security issues are reported stands in `security:`.
    static PageOptions read(Section root) {
        var page = root.section("statusPage");
        return new PageOptions(
                UptimeWeights.read(page.section("weights")),
                page.optionalParsed("accent", text -> Accent.on(Accent.Ground.LIGHT, text)),
                page.optionalParsed("darkAccent", text -> Accent.on(Accent.Ground.DARK, text)),
                logo(page),
                page.flag("changeNotice"),
                root.optionalSection("security").flatMap(security -> security.optionalText("address")),
                page.parsedList("subscribe", PageOptions::way),
                TwinSettings.read(page),
                page.optionalParsed("unsubscribeAddress", PageOptions::unsubscribeAddress),
                FigureSettings.read(page),
                page.optionalUrl("webSubHub", "http", "https"));
    }

    PageOptions withoutSecurityContact() {
        return new PageOptions(
                weights,
                accent,
                darkAccent,
                logo,
                changeNotice,
                Optional.empty(),
                subscribe,
                twin,
                unsubscribeAddress,
                figures,
                webSubHub);
    }

    /// The token of a subscription must find place behind it: 64 signs stand before an @ at most.
    private static String unsubscribeAddress(String text) {
        if (!UNSUBSCRIBE.matcher(text).matches()) {
            throw new IllegalArgumentException("`" + text
                    + "` cannot carry a token, write a bare address with 17 characters before the @ and without +");
        }
        return text;
    }

    private static Optional<Logo> logo(Section page) {
        return page.optionalPath("logo").flatMap(file -> {
            try {
                return Optional.of(Logo.read(file));
            } catch (IllegalArgumentException fault) {
                page.warning("logo", String.valueOf(fault.getMessage()), "the page has none until then");
                return Optional.empty();
            }
        });
    }

    private static SubscribeBy way(String text) {
        try {
            return SubscribeBy.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no way to subscribe, write some of email, sms, webhook, slack, teams",
                    unknown);
        }
    }
}
