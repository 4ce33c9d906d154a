package dev.tocsin.statuspage.web;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers readers of the page from memory, ahead of everything that needs a thread pool or a database; passes
/// on what is not for readers. Whatever it cannot answer, it says in the page's own clothes, under the page's
/// first line.
public final class SnapshotHandler extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotHandler.class);
    private static final Set<String> READING = Set.of(HttpMethod.GET.asString(), HttpMethod.HEAD.asString());
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final String SOON = "10";

    private final Supplier<Snapshot> snapshots;
    private final Rest rest;
    private final Predicate<Connector> publicly;
    private final List<String> others;
    private final Set<String> forms;

    /// What is known of a path that is not in memory.
    sealed interface Answer {

        record Found(Representation document) implements Answer {}

        record Unknown() implements Answer {}

        /// It cannot be told now.
        record Away() implements Answer {}
    }

    /// Answers for what is not in memory; may block.
    @FunctionalInterface
    interface Rest {
        Rest NONE = path -> new Answer.Unknown();

        Answer at(String path);
    }

    /// `pages` are the page as it stands, and `old` what is not in memory. `publicly` tells the connectors on
    /// which the page is served. `others` are the roots of paths that the wrapped handler answers (`/api/v1`,
    /// `/console`), each with all that lies below it; `forms` are pages to which it takes what is posted.
    public SnapshotHandler(
            Handler wrapped,
            StatusPages pages,
            OldPages old,
            Predicate<Connector> publicly,
            List<String> others,
            Set<String> forms) {
        this(wrapped, pages::current, old, publicly, others, forms);
    }

    SnapshotHandler(
            Handler wrapped,
            Supplier<Snapshot> snapshots,
            Rest rest,
            Predicate<Connector> publicly,
            List<String> others,
            Set<String> forms) {
        super(wrapped);
        this.snapshots = snapshots;
        this.rest = rest;
        this.publicly = publicly;
        this.others = others.stream()
                .map(root -> root.endsWith("/") ? root.substring(0, root.length() - 1) : root)
                .toList();
        this.forms = Set.copyOf(forms);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!publicly.test(request.getConnectionMetaData().getConnector())) {
            return super.handle(request, response, callback);
        }
        var path = Request.getPathInContext(request);
        var snapshot = snapshots.get();
        if (request.getHttpURI().hasViolations()) {
            // It could mean another path to whoever comes after us: nothing of ours is written like that.
            answer(request, response, callback, snapshot.lost(path), HttpStatus.NOT_FOUND_404);
            return true;
        }
        var document = snapshot.at(path);
        var reads = READING.contains(request.getMethod());
        if ((!reads && forms.contains(path)) || others.stream().anyMatch(root -> isBelow(root, path))) {
            return super.handle(request, response, callback);
        }
        try {
            answer(request, response, callback, snapshot, path, document);
        } catch (RuntimeException fault) {
            LOG.error("a page could not be made", fault);
            answer(request, response, callback, snapshot.fault(Snapshot.languageOf(path), Fault.BROKEN), 500);
        }
        return true;
    }

    private static boolean isBelow(String root, String path) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private void answer(
            Request request,
            Response response,
            Callback callback,
            Snapshot snapshot,
            String path,
            @Nullable Representation document) {
        var language = Snapshot.languageOf(path);
        var answer = document == null ? rest.at(path) : new Answer.Found(document);
        switch (answer) {
            case Answer.Found(var found) -> {
                if (READING.contains(request.getMethod())) {
                    answer(request, response, callback, found, HttpStatus.OK_200);
                } else {
                    notRead(request, response, callback, snapshot.fault(language, Fault.READ_ONLY));
                }
            }
            case Answer.Unknown() -> answer(request, response, callback, snapshot.lost(path), HttpStatus.NOT_FOUND_404);
            case Answer.Away() -> {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, SOON);
                answer(request, response, callback, snapshot.fault(language, Fault.AWAY), 503);
            }
        }
    }

    private static void notRead(Request request, Response response, Callback callback, Representation page) {
        response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
        if (HttpMethod.OPTIONS.is(request.getMethod())) {
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
        } else {
            answer(request, response, callback, page, HttpStatus.METHOD_NOT_ALLOWED_405);
        }
    }

    private static void answer(
            Request request, Response response, Callback callback, Representation document, int status) {
        var encoded =
                document.encoded(Conditions.coding(request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING)));
        if (status == HttpStatus.OK_200) {
            found(request, response, callback, encoded);
            return;
        }
        response.setStatus(status);
        response.getHeaders().add(encoded.headers());
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR_500) {
            // No cache may keep what can be over in a moment.
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        send(request, response, callback, encoded);
    }

    static void found(Request request, Response response, Callback callback, Representation.Encoded document) {
        if (Conditions.holds(request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH), document.etag())) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.getHeaders().add(document.notModified());
            callback.succeeded();
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().add(document.headers());
        send(request, response, callback, document);
    }

    private static void send(Request request, Response response, Callback callback, Representation.Encoded document) {
        if (HttpMethod.HEAD.is(request.getMethod())) {
            callback.succeeded();
        } else {
            response.write(true, document.bytes().slice(), callback);
        }
    }
}
