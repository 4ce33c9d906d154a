package dev.tocsin.incidents.disclosure.mail;

import dev.tocsin.incidents.disclosure.mail.Report.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads reports of machines: the groups of fields of a delivery status (RFC 3464), also of malformed ones.
public final class Reports {
    private static final Pattern STATUS = Pattern.compile("\\b([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^[ \\t>]*message-id:\\s*<([^<>\\s]+)>");

    private static final Set<String> COPIES =
            Set.of("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers");

    private Reports() {}

    /// Empty when this mail is no report.
    public static Optional<Report> read(ParsedMail mail) {
        var type = mail.root().type();
        var named = type.get("report-type").orElse("").toLowerCase(Locale.ROOT);
        if (holds(mail, "message/disposition-notification") || named.equals("disposition-notification")) {
            return Optional.of(receipt(mail));
        }
        if (holds(mail, "message/feedback-report") || named.equals("feedback-report")) {
            return Optional.of(
                    new Report(Kind.COMPLAINT, Optional.empty(), Optional.empty(), Optional.empty(), original(mail)));
        }
        var status = mail.root()
                .leaves()
                .filter(leaf -> leaf.is("message/delivery-status") || leaf.is("message/global-delivery-status"))
                .flatMap(leaf -> groups(leaf.text()).stream())
                .toList();
        if (!status.isEmpty()) {
            return Optional.of(delivery(mail, status));
        }
        if (named.equals("delivery-status") || type.value().equals("multipart/report")) {
            return Optional.of(PlainBounce.read(mail, original(mail)));
        }
        return PlainBounce.is(mail) ? Optional.of(PlainBounce.read(mail, original(mail))) : Optional.empty();
    }

    /// The mail that the report is about: its copy, or what is left of it.
    private static Optional<String> original(ParsedMail mail) {
        return mail.root()
                .leaves()
                .filter(leaf -> COPIES.contains(leaf.type().value()))
                .map(Entity.Leaf::text)
                .flatMap(text -> MESSAGE_ID.matcher(text).results().limit(1))
                .map(found -> Clean.text(found.group(1)))
                .findFirst()
                .or(() -> MESSAGE_ID
                        .matcher(mail.content().text())
                        .results()
                        .reduce((_, last) -> last)
                        .map(found -> Clean.text(found.group(1))));
    }

    private static Report receipt(ParsedMail mail) {
        var fields = groups(first(mail, "message/disposition-notification")
                        .map(Entity.Leaf::text)
                        .orElse(""))
                .stream()
                .findFirst()
                .orElse(Header.NONE);
        return new Report(
                Kind.READ,
                Optional.empty(),
                Optional.empty(),
                fields.text("Final-Recipient").map(Reports::address),
                fields.text("Original-Message-ID")
                        .map(id -> id.replaceAll("^<|>$", ""))
                        .or(() -> original(mail)));
    }

    /// Of several recipients the one who fared worst speaks for all.
    private static Report delivery(ParsedMail mail, List<Header> groups) {
        return groups.stream()
                .filter(group -> group.has("Final-Recipient") || group.has("Original-Recipient") || group.has("Action"))
                .map(group -> one(group, original(mail)))
                .min(Comparator.comparing(Report::kind))
                .orElseGet(() -> PlainBounce.read(mail, original(mail)));
    }

    private static Report one(Header group, Optional<String> original) {
        var action =
                group.text("Action").map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[\\s;(].*", ""));
        var status = group.text("Status").flatMap(Reports::status);
        return new Report(
                kind(action.orElse(""), status.orElse("5")),
                action,
                status,
                group.first("Final-Recipient")
                        .or(() -> group.first("Original-Recipient"))
                        .map(field -> Clean.text(address(field.unfolded()))),
                original);
    }

    private static Kind kind(String action, String status) {
        return switch (action) {
            case "failed" -> Kind.FAILED;
            case "delayed" -> Kind.DELAYED;
            case "delivered", "relayed", "expanded", "deliverable" -> Kind.DELIVERED;
            default -> status.startsWith("2") ? Kind.DELIVERED : status.startsWith("4") ? Kind.DELAYED : Kind.FAILED;
        };
    }

    static Optional<String> status(String text) {
        var matcher = STATUS.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /// Behind the type of the address: `rfc822; rita@example.org`.
    private static String address(String text) {
        return text.replaceFirst("^[A-Za-z0-9-]+\\s*;", "")
                .replaceAll("[<>]", "")
                .strip();
    }

    /// Groups are set apart by empty lines, of which there may be too many.
    private static List<Header> groups(String text) {
        var groups = new ArrayList<Header>();
        for (var block : text.split("\\r?\\n[ \\t]*\\r?\\n", -1)) {
            var fields = new ArrayList<Field>();
            for (var line : block.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n", -1)) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    fields.add(new Field(line.substring(0, colon).strip(), line.substring(colon + 1)));
                }
            }
            if (!fields.isEmpty()) {
                groups.add(new Header(fields));
            }
        }
        return groups;
    }

    private static boolean holds(ParsedMail mail, String type) {
        return first(mail, type).isPresent();
    }

    private static Optional<Entity.Leaf> first(ParsedMail mail, String type) {
        return mail.root().leaves().filter(leaf -> leaf.is(type)).findFirst();
    }
}
