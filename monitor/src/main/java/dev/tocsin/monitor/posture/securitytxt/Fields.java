package dev.tocsin.monitor.posture.securitytxt;

import dev.tocsin.monitor.posture.name.Ascii;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The fields of a security.txt by their names in small letters, and what is wrong with them.
final class Fields {

    private static final Pattern NAME = Pattern.compile("[!-9;-~]+");
    private static final Pattern RFC_3339 = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:)([0-9]{2})(\\.[0-9]{1,9})?[0-9]*([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,20}|\\*");
    private static final Pattern MAIL = Pattern.compile("(?i)mailto:[^@\\s]+@[^@\\s]+");
    private static final Pattern TELEPHONE = Pattern.compile("(?i)tel:[+0-9][-0-9().;=A-Za-z+]*");
    private static final Duration SOON = Duration.ofDays(30);
    private static final Set<String> LINKS =
            Set.of("encryption", "acknowledgments", "canonical", "policy", "hiring", "csaf");
    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

    private final Set<SecurityTxtIssue> issues;
    private final Map<String, List<String>> values = new HashMap<>();

    Fields(String body, Set<SecurityTxtIssue> issues) {
        this.issues = issues;
        if (body.startsWith("\uFEFF")) {
            issues.add(SecurityTxtIssue.BYTE_ORDER_MARK);
        }
        var text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        unsigned(List.of(text.split("\r\n|\n|\r", -1))).forEach(this::read);
    }

    /// The lines within an OpenPGP signature (RFC 9580, 7), or all where there is none.
    private static List<String> unsigned(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.strip().equals(SIGNED))) {
            return lines;
        }
        var within = new ArrayList<String>();
        var headers = false;
        for (var line : lines) {
            if (line.strip().equals(SIGNED)) {
                headers = true;
            } else if (line.strip().equals(SIGNATURE)) {
                break;
            } else if (headers) {
                headers = !line.isBlank();
            } else {
                within.add(line.startsWith("- ") ? line.substring(2) : line);
            }
        }
        return within;
    }

    private void read(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        var colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
            issues.add(SecurityTxtIssue.NO_FIELD);
            return;
        }
        var value = line.substring(colon + 1).strip();
        if (value.isEmpty()) {
            issues.add(SecurityTxtIssue.EMPTY_FIELD);
            return;
        }
        if (line.charAt(colon + 1) != ' ') {
            issues.add(SecurityTxtIssue.NO_SPACE);
        }
        values.computeIfAbsent(Ascii.lower(line.substring(0, colon)), _ -> new ArrayList<>())
                .add(value);
    }

    private List<String> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// Answers when the file ends, where it says so.
    ///
    /// @param place where the file was found, where that is known
    Optional<Instant> weigh(Optional<WebUrl> place, Instant now) {
        contacts();
        languages();
        LINKS.stream().flatMap(name -> of(name).stream()).forEach(this::link);
        var canonical = of("canonical");
        if (!canonical.isEmpty()
                && place.isPresent()
                && canonical.stream().noneMatch(text -> WebUrl.parse(text).equals(place))) {
            issues.add(SecurityTxtIssue.OTHER_CANONICAL);
        }
        return expiry(now);
    }

    private void contacts() {
        var contacts = of("contact");
        if (contacts.isEmpty()) {
            issues.add(SecurityTxtIssue.NO_CONTACT);
        }
        for (var contact : contacts) {
            var reachable = MAIL.matcher(contact).matches()
                    || TELEPHONE.matcher(contact).matches()
                    || secure(contact);
            if (!reachable) {
                issues.add(SecurityTxtIssue.ODD_CONTACT);
            }
        }
    }

    private void languages() {
        var lists = of("preferred-languages");
        if (lists.size() > 1) {
            issues.add(SecurityTxtIssue.SEVERAL_LANGUAGES);
        }
        for (var list : lists) {
            for (var tag : list.split(",", -1)) {
                if (!LANGUAGE.matcher(tag.strip()).matches()) {
                    issues.add(SecurityTxtIssue.ODD_LANGUAGES);
                }
            }
        }
    }

    /// Keys may also lie in the DNS or be named by their fingerprint (RFC 9116, 2.5.4); what is on the web is on
    /// HTTPS.
    private void link(String value) {
        var scheme = Ascii.lower(value.substring(0, Math.max(0, value.indexOf(':'))));
        var sound = scheme.equals("https") ? secure(value) : !scheme.isEmpty() && !scheme.equals("http");
        if (!sound) {
            issues.add(SecurityTxtIssue.ODD_LINK);
        }
    }

    private static boolean secure(String value) {
        return WebUrl.parse(value).filter(WebUrl::secure).isPresent()
                && value.chars().noneMatch(Character::isWhitespace);
    }

    private Optional<Instant> expiry(Instant now) {
        var given = of("expires");
        if (given.size() != 1) {
            issues.add(given.isEmpty() ? SecurityTxtIssue.NO_EXPIRES : SecurityTxtIssue.SEVERAL_EXPIRES);
            return Optional.empty();
        }
        var end = moment(given.getFirst());
        if (end.isEmpty()) {
            issues.add(SecurityTxtIssue.ODD_EXPIRES);
        } else if (!end.get().isAfter(now)) {
            issues.add(SecurityTxtIssue.EXPIRED);
        } else if (end.get().isBefore(now.plus(SOON))) {
            issues.add(SecurityTxtIssue.EXPIRES_SOON);
        } else if (end.get().isAfter(now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant())) {
            issues.add(SecurityTxtIssue.EXPIRES_LATE);
        }
        return end;
    }

    /// A date-time of RFC 3339. Its leap second is read as the second after it.
    private static Optional<Instant> moment(String text) {
        var written = RFC_3339.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        var leap = written.group(3).equals("60");
        var fraction = written.group(4) == null ? "" : written.group(4);
        var plain = written.group(1) + "T" + written.group(2) + (leap ? "59" : written.group(3)) + fraction
                + Ascii.lower(written.group(5)).replace('z', 'Z');
        try {
            var moment = OffsetDateTime.parse(plain).toInstant();
            return Optional.of(leap ? moment.plusSeconds(1) : moment);
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }
}
