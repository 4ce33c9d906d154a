package dev.tocsin.monitor.posture.live;

import dev.tocsin.monitor.posture.content.Page;
import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Pages that were read, by their bytes: most are the same from look to look, and to read HTML as browsers do is
/// costly. Those that were not met of late make room, and one with much to remember is not remembered.
public final class KnownPages {
    private static final int MOST = 2_000;
    private static final int MOST_SCRIPTS = 200;

    private record Key(WebUrl url, String sha256) {}

    private final Map<Key, Page> pages = new LinkedHashMap<>();

    Page read(HttpAnswer answer, WebUrl url) {
        var key = new Key(url, answer.body().sha256());
        var before = recall(key);
        if (before.isPresent()) {
            return before.get();
        }
        var page = Page.read(answer.body().text(), url);
        if (page.scripts().size() <= MOST_SCRIPTS && page.policies().size() <= 1) {
            remember(key, page);
        }
        return page;
    }

    private synchronized Optional<Page> recall(Key key) {
        var page = Optional.ofNullable(pages.remove(key));
        page.ifPresent(known -> pages.put(key, known));
        return page;
    }

    private synchronized void remember(Key key, Page page) {
        pages.put(key, page);
        if (pages.size() > MOST) {
            pages.remove(pages.keySet().iterator().next());
        }
    }
}
