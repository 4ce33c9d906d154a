package dev.tocsin.monitor.probe;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;

/// Reads from an answer what is kept as evidence. A flood of headers is kept in part only.
final class AnswerReading {

    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_VALUE = 1000;

    private AnswerReading() {}

    /// `HTTP/1.1`, as it stands on the wire.
    static String version(Response answer) {
        return answer.protocol() == Protocol.HTTP_2
                ? "HTTP/2"
                : answer.protocol().toString().toUpperCase(Locale.ROOT);
    }

    /// The first hundred headers by lower-case name, in the order they came.
    static Map<String, List<String>> headers(Response answer) {
        var kept = new LinkedHashMap<String, List<String>>();
        var headers = answer.headers();
        for (var i = 0; i < Math.min(MOST_HEADERS, headers.size()); i++) {
            var name = Wording.cut(headers.name(i).toLowerCase(Locale.ROOT));
            kept.computeIfAbsent(name, _ -> new ArrayList<>()).add(Wording.printable(headers.value(i), LONGEST_VALUE));
        }
        return kept;
    }

    /// The charset its content type names, UTF-8 where it names none that we know.
    static Charset charset(Response answer) {
        var type = answer.header("Content-Type");
        var media = type == null ? null : MediaType.parse(type);
        var named = media == null ? null : media.charset(StandardCharsets.UTF_8);
        return named == null ? StandardCharsets.UTF_8 : named;
    }
}
