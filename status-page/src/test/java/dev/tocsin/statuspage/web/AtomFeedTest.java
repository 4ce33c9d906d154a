package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class AtomFeedTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @Test
    void the_feed_tells_of_every_incident_and_maintenance_newest_first() throws Exception {
        var feed = feed(ExampleBoard.make());

        assertThat(feed.getDocumentElement().getNamespaceURI()).isEqualTo(ATOM);
        assertThat(texts(feed, "id"))
                .containsExactly(
                        "tag:status.example.com,2026:page/page00000001",
                        "tag:status.example.com,2026:incident/r2n3pnmhcb2y",
                        "tag:status.example.com,2026:maintenance/72hks1x9jlmp",
                        "tag:status.example.com,2026:maintenance/1t8wtdzw9x8s",
                        "tag:status.example.com,2026:incident/vr0k1vgjcblp");
        assertThat(texts(feed, "updated"))
                .containsExactly(
                        "2026-11-23T15:31:40.000Z",
                        "2026-11-23T15:31:40.000Z",
                        "2026-11-20T09:00:00.000Z",
                        "2026-11-23T15:00:02.000Z",
                        "2026-11-12T08:02:00.000Z");
        assertThat(texts(feed, "content").getFirst()).contains("<strong>Identified</strong>", "Affects: <bdi>");
    }

    @Test
    void an_empty_feed_has_a_date_all_the_same() throws Exception {
        var feed = feed(new SeededBoard());

        assertThat(texts(feed, "updated")).containsExactly("2026-03-01T09:00:00.000Z");
        assertThat(texts(feed, "name")).containsExactly("Example");
    }

    private static Document feed(SeededBoard board) throws Exception {
        return Documents.xml(Documents.text(new Rendering().render(board.board()), "/history.atom"));
    }

    private static List<String> texts(Document feed, String element) {
        var nodes = feed.getElementsByTagNameNS(ATOM, element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
