package dev.tocsin.incidents.delivery.imitation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.incidents.delivery.imitation.TwilioImitation.Call;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The calls that the imitation was asked to make, and Twilio's JSON for them.
final class Calls {
    private static final int KEPT = 1_000;
    private static final Pattern ACTION = Pattern.compile("<Gather[^>]* action=\"([^\"]+)\"");

    private final String accountSid;
    private final ArrayDeque<Call> calls = new ArrayDeque<>();

    Calls(String accountSid) {
        this.accountSid = accountSid;
    }

    static Optional<TextMessages.Complaint> complaint(Map<String, String> form) {
        var to = form.getOrDefault("To", "");
        if (!to.matches("\\+[1-9][0-9]{1,14}")) {
            return Optional.of(new TextMessages.Complaint(13224, "The phone number %s is not valid.".formatted(to)));
        }
        return form.containsKey("Twiml")
                ? Optional.empty()
                : Optional.of(new TextMessages.Complaint(21205, "Url parameter is required."));
    }

    synchronized Call take(Map<String, String> form) {
        var call = new Call(
                "CA" + UUID.randomUUID().toString().replace("-", ""),
                form.getOrDefault("To", ""),
                form.getOrDefault("From", ""),
                form.getOrDefault("Twiml", ""),
                Optional.ofNullable(form.get("StatusCallback")).map(URI::create));
        calls.addLast(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
        return call;
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    Call find(String sid) {
        return all().stream()
                .filter(call -> call.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no call `%s`, see calls()".formatted(sid)));
    }

    /// Where a pressed key is posted.
    static URI action(Call call) {
        var action = ACTION.matcher(call.twiml());
        if (!action.find()) {
            throw new IllegalStateException("this call asks for no key: " + call.twiml());
        }
        return URI.create(action.group(1).replace("&amp;", "&"));
    }

    String json(Call call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sid", call.sid())
                .put("account_sid", accountSid)
                .put("to", call.to())
                .put("from", call.from())
                .put("status", "queued")
                .put("direction", "outbound-api")
                .put("api_version", "2010-04-01")
                .put("uri", "/2010-04-01/Accounts/%s/Calls/%s.json".formatted(accountSid, call.sid()))
                .toString();
    }
}
