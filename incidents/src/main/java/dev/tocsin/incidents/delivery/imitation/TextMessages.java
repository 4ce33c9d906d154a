package dev.tocsin.incidents.delivery.imitation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation.TextMessage;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The messages that the imitation took, and Twilio's JSON for them.
final class TextMessages {

    private static final int KEPT = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /// Twilio writes days and months in English and always both digits of a day.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// What Twilio would find wrong with a form.
    record Complaint(int code, String text) {}

    private final String accountSid;
    private final ArrayDeque<TextMessage> messages = new ArrayDeque<>();

    TextMessages(String accountSid) {
        this.accountSid = accountSid;
    }

    static Optional<Complaint> complaint(Map<String, String> form) {
        var to = form.getOrDefault("To", "");
        var body = form.getOrDefault("Body", "");
        if (!to.matches("\\+[1-9][0-9]{1,14}")) {
            return Optional.of(new Complaint(21211, "The 'To' number %s is not a valid phone number.".formatted(to)));
        }
        if (to.equals(form.get("From"))) {
            return Optional.of(new Complaint(21266, "'To' and 'From' number cannot be the same"));
        }
        if (!form.containsKey("From") && !form.containsKey("MessagingServiceSid")) {
            return Optional.of(new Complaint(21603, "A 'From' phone number is required."));
        }
        if (body.isEmpty()) {
            return Optional.of(new Complaint(21602, "Message body is required."));
        }
        return body.length() > 1_600
                ? Optional.of(new Complaint(21617, "The concatenated message body exceeds the 1600 character limit"))
                : Optional.empty();
    }

    synchronized TextMessage take(Map<String, String> form, Instant at) {
        var message = new TextMessage(
                "SM" + UUID.randomUUID().toString().replace("-", ""),
                form.getOrDefault("To", ""),
                form.getOrDefault("From", "+15005550006"),
                form.getOrDefault("Body", ""),
                Optional.ofNullable(form.get("StatusCallback")).map(URI::create),
                at,
                "queued");
        messages.addLast(message);
        if (messages.size() > KEPT) {
            messages.removeFirst();
        }
        return message;
    }

    synchronized List<TextMessage> all() {
        return List.copyOf(messages);
    }

    /// Replaces the message by itself in its new status, and answers that.
    synchronized TextMessage move(String sid, String status) {
        var moved = messages.stream()
                .filter(message -> message.sid().equals(sid))
                .findFirst()
                .map(message -> message.in(status))
                .orElseThrow(() -> new NoSuchElementException("no message `%s`, see messages()".formatted(sid)));
        var kept = messages.stream()
                .map(message -> message.sid().equals(sid) ? moved : message)
                .toList();
        messages.clear();
        messages.addAll(kept);
        return moved;
    }

    /// One page of the messages that `query` asks for, the newest first.
    String page(Map<String, String> query) {
        var size = Math.clamp(number(query, "PageSize", 50), 1, 1_000);
        var page = Math.max(0, number(query, "Page", 0));
        var found = new ArrayList<>(all().reversed().stream()
                .filter(message -> matches(message, query))
                .toList());
        var from = Math.min((long) page * size, found.size());
        var to = Math.min(from + size, found.size());

        var answer = JSON.createObjectNode();
        answer.put("page", page).put("page_size", size).put("start", from).put("end", Math.max(from, to - 1));
        answer.put("uri", uri(query, size, page)).put("first_page_uri", uri(query, size, 0));
        answer.put("next_page_uri", to < found.size() ? uri(query, size, page + 1) : null);
        answer.put("previous_page_uri", page > 0 ? uri(query, size, page - 1) : null);
        var list = answer.putArray("messages");
        found.subList((int) from, (int) to).forEach(message -> list.add(node(message)));
        return answer.toString();
    }

    String json(TextMessage message) {
        return node(message).toString();
    }

    static String refusal(int status, int code, String text) {
        return JSON.createObjectNode()
                .put("code", code)
                .put("message", text)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status)
                .toString();
    }

    private ObjectNode node(TextMessage message) {
        var node = JSON.createObjectNode();
        node.put("sid", message.sid()).put("account_sid", accountSid).put("api_version", "2010-04-01");
        node.put("to", message.to()).put("from", message.from()).put("body", message.body());
        node.put("status", message.status()).put("direction", "outbound-api");
        node.put("date_created", DATE.format(message.at())).put("date_updated", DATE.format(message.at()));
        node.put("date_sent", message.status().equals("queued") ? null : DATE.format(message.at()));
        node.put("num_segments", "1").put("num_media", "0").put("price_unit", "USD");
        node.putNull("price").putNull("error_code").putNull("error_message").putNull("messaging_service_sid");
        node.put("uri", "/2010-04-01/Accounts/%s/Messages/%s.json".formatted(accountSid, message.sid()));
        return node;
    }

    /// Twilio's filter by date knows whole days in UTC, and no message that still waits.
    private static boolean matches(TextMessage message, Map<String, String> query) {
        var day = LocalDate.ofInstant(message.at(), ZoneOffset.UTC);
        var dated = query.keySet().stream().anyMatch(name -> name.startsWith("DateSent"));
        return message.to().equals(query.getOrDefault("To", message.to()))
                && message.from().equals(query.getOrDefault("From", message.from()))
                && !(dated && message.status().equals("queued"))
                && day(query, "DateSent").map(day::equals).orElse(true)
                && day(query, "DateSent>").map(from -> !day.isBefore(from)).orElse(true)
                && day(query, "DateSent<").map(to -> !day.isAfter(to)).orElse(true);
    }

    private static Optional<LocalDate> day(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(text -> LocalDate.parse(text.substring(0, 10)));
    }

    private static int number(Map<String, String> query, String name, int otherwise) {
        var text = query.getOrDefault(name, "");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private String uri(Map<String, String> query, int size, int page) {
        var next = new TreeMap<>(query);
        next.put("PageSize", Integer.toString(size));
        next.put("Page", Integer.toString(page));
        return "/2010-04-01/Accounts/%s/Messages.json?%s".formatted(accountSid, Form.written(next));
    }
}
