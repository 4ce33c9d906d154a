package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// Turns a board into the bytes of every document of the page. Pure: the same board makes the same bytes.
public final class Rendering {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";

    private final String style = Templates.style();
    private final Templates templates = new Templates();
    private final HtmlPages pages = new HtmlPages(templates, style);
    private final AtomFeed feed = new AtomFeed(templates);
    private final ApiV2 api = new ApiV2();

    public Snapshot render(Board board) {
        return render(board, Optional.empty());
    }

    /// The same, keeping from `before` whatever says the same.
    Snapshot render(Board board, Snapshot before) {
        return render(board, Optional.of(before));
    }

    private Snapshot render(Board board, Optional<Snapshot> before) {
        var headers = PageHeaders.of(
                board.settings(), style, board.openIncidents().findAny().isPresent());
        var documents = new Documents(before);
        documents.put("/", pages.home(board), HTML, headers.html());
        documents.put("/history", pages.history(board), HTML, headers.html());
        for (var component : board.components()) {
            documents.put("/components/" + component.id(), pages.component(component, board), HTML, headers.html());
        }
        for (var incident : board.incidents()) {
            documents.put("/incidents/" + incident.id(), pages.incident(incident, board), HTML, headers.html());
        }
        documents.put("/history.atom", feed.of(board), ATOM, headers.feed());
        api.documents(board).forEach((path, body) -> documents.put(path, body, JSON, headers.json()));
        return new Snapshot(
                documents.byPath,
                Representation.of(pages.lost(board), HTML, headers.html(), orNull(before.map(Snapshot::lostPage))),
                Representation.of(api.lost(), JSON, headers.json(), orNull(before.map(Snapshot::lostJson))));
    }

    /// The documents made so far.
    private record Documents(Optional<Snapshot> before, Map<String, Representation> byPath) {

        Documents(Optional<Snapshot> before) {
            this(before, new HashMap<>());
        }

        void put(String path, String document, String contentType, HttpFields headers) {
            var old = orNull(before.flatMap(snapshot -> Optional.ofNullable(snapshot.at(path))));
            byPath.put(path, Representation.of(document, contentType, headers, old));
        }
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
