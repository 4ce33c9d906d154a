package dev.tocsin.app.judging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.posture.redirect.Hop;
import dev.tocsin.monitor.posture.redirect.RedirectIssue;
import dev.tocsin.monitor.posture.redirect.RedirectWalk;
import dev.tocsin.monitor.posture.redirect.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lines about redirects: a map of URLs to their answers, walked as a browser would. A URL that is not in the map does
/// not answer.
final class RedirectLines {

    private RedirectLines() {}

    static ObjectNode redirects(Line line) {
        var domain = WebUrl.parse("https://" + line.text("domain") + "/")
                .orElseThrow(() -> new Line.Unreadable("domain is no name of a host"));
        var answers = answers(line.object("responses"));
        var walk = RedirectWalk.judge(domain.host(), walk(domain.over("http"), answers), walk(domain, answers));
        var answer = Line.answer();
        answer.put("verdict", walk.verdict().word());
        PostureLines.words(
                answer,
                "issues",
                walk.issues().stream().map(RedirectIssue::words).toList());
        PostureLines.words(answer, "preloadHttpErrors", walk.preload().httpErrors());
        PostureLines.words(answer, "preloadHttpWarnings", walk.preload().httpWarnings());
        PostureLines.words(answer, "preloadHttpsErrors", walk.preload().httpsErrors());
        return answer;
    }

    private static Walk walk(WebUrl start, Map<String, Optional<Hop.Answer>> answers) {
        return Walk.from(start, url -> answers.getOrDefault(url.toString(), Optional.empty()));
    }

    private static Map<String, Optional<Hop.Answer>> answers(ObjectNode responses) {
        var answers = new HashMap<String, Optional<Hop.Answer>>();
        for (var response : responses.properties()) {
            var url = WebUrl.parse(response.getKey())
                    .orElseThrow(() -> new Line.Unreadable("\"" + response.getKey() + "\" is no URL of the web"));
            answers.put(url.toString(), answer(response.getKey(), response.getValue()));
        }
        return answers;
    }

    private static Optional<Hop.Answer> answer(String url, JsonNode value) {
        if (!(value instanceof ObjectNode fields)) {
            throw new Line.Unreadable("the answer of " + url + " is " + value + ", give an object");
        }
        var line = new Line(fields);
        if (line.flag("down", false)) {
            return Optional.empty();
        }
        var status = (int) line.number("status");
        return status == 0
                ? Optional.empty()
                : Optional.of(new Hop.Answer(status, line.optionalText("location"), List.copyOf(line.texts("hsts"))));
    }
}
