package dev.tocsin.statuspage.web;

import static dev.tocsin.statuspage.SeededBoard.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.SeededBoard;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and texts come from people and from other systems: none may break a document or become part of it.
class HostileTextTest {
    private static final Rendering RENDERING = new Rendering();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "]]>",
                "<script>alert(1)</script>",
                "</style><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "&amp; &lt;b&gt; &#60;i&#62; &nbsp; &bogus;",
                "{{shell.style}} {{{name}}} {{>layout}}",
                "\u202Egnp.exe \u0627\u0644\u0639\u0631\u0628\u064A\u0629",
                "\uD83D\uDD25 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 Z\u0351\u0343algo",
                "<!-- --> <![CDATA[x]]> <?xml?>",
                "one\u0000two\u000Bthree\uFFFEfour\uD800five",
                "line one\r\nline two"
            })
    void a_hostile_text_stays_a_text_on_every_surface(String hostile) throws Exception {
        var clean = Plain.text(hostile);
        var tame = RENDERING.render(board("Tame"));
        var snapshot = RENDERING.render(board(hostile));

        for (var path : List.of(
                "/",
                "/de/",
                "/history",
                "/history/2026-11",
                "/incidents/incident0001",
                "/incidents/incident0002",
                "/maintenance/maintenance1",
                "/uptime",
                "/subscribe",
                "/embed",
                "/badge.svg")) {
            assertThat(tags(Documents.text(snapshot, path))).as(path).isEqualTo(tags(Documents.text(tame, path)));
        }
        assertThat(tags(Documents.text(snapshot.lostPage()))).isEqualTo(tags(Documents.text(tame.lostPage())));

        var incident = Documents.json(snapshot, "/api/v2/incidents.json")
                .get("incidents")
                .get(0);
        assertThat(incident.get("name").asText()).isEqualTo(clean);
        assertThat(incident.get("incident_updates").get(0).get("body").asText()).isEqualTo(clean);
        assertThat(incident.get("components").get(0).get("name").asText()).isEqualTo(clean);

        var work = Documents.json(snapshot, "/api/v2/scheduled-maintenances.json")
                .get("scheduled_maintenances")
                .get(0);
        assertThat(work.get("name").asText()).isEqualTo(clean);
        assertThat(work.get("incident_updates").get(0).get("body").asText()).isEqualTo(clean);
        var rss = Documents.xml(Documents.text(snapshot, "/history.rss"));
        assertThat(rss.getElementsByTagName("item").getLength()).isEqualTo(3);
        Documents.xml(Documents.text(snapshot, "/badge.svg"));
        var feed = Documents.xml(Documents.text(snapshot, "/history.atom"));
        var titles = feed.getElementsByTagNameNS("http://www.w3.org/2005/Atom", "title");
        assertThat(titles.item(1).getTextContent()).isEqualTo(clean);
        var contents = feed.getElementsByTagNameNS("http://www.w3.org/2005/Atom", "content");
        assertThat(tags(contents.item(0).getTextContent())).doesNotContain("<script", "<img");
    }

    private static Board board(String text) {
        return new SeededBoard()
                .named(text)
                .component("Group " + text, text, text)
                .maintenance(
                        "maintenance1",
                        text,
                        "2026-11-12T15:00:00Z",
                        "2026-11-12T16:00:00Z",
                        List.of(text),
                        update("update000003", Phase.SCHEDULED, "2026-11-01T09:00:00Z", text))
                .incident(
                        "incident0002",
                        text,
                        Impact.MINOR,
                        "2026-11-12T15:20:00Z",
                        List.of(text),
                        update("update000002", Phase.RESOLVED, "2026-11-12T15:31:40Z", text))
                .incident(
                        "incident0001",
                        text,
                        Impact.CRITICAL,
                        "2026-11-23T15:20:00Z",
                        List.of(text),
                        update("update000001", Phase.INVESTIGATING, "2026-11-23T15:21:00Z", text))
                .board();
    }

    /// The skeleton of a page: its tags without what may differ between two texts.
    private static List<String> tags(String html) {
        return Pattern.compile("<[a-z/!][^>]*>")
                .matcher(html)
                .results()
                .map(match -> match.group()
                        .replaceAll("(content|aria-label)=\"[^\"]*\"", "")
                        .replaceAll("(width|x|textLength|viewBox)=\"[^\"]*\"", ""))
                .toList();
    }
}
