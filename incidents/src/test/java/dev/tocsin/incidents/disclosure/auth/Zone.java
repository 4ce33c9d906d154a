package dev.tocsin.incidents.disclosure.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A name server that knows what it was told; `TIMEOUT` as a value has nobody answer.
public final class Zone implements MailDns {
    private final Map<String, List<String>> records = new HashMap<>();

    public Zone with(String name, Type type, String value) {
        records.computeIfAbsent(key(name, type), _ -> new ArrayList<>()).add(value);
        return this;
    }

    @Override
    public Answer ask(String name, Type type) {
        var values = records.get(key(name, type));
        if (values == null) {
            return new Answer.Nothing();
        }
        return values.contains("TIMEOUT") ? new Answer.Unsure("nobody answers") : new Answer.Found(values);
    }

    private static String key(String name, Type type) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "") + " " + type;
    }
}
