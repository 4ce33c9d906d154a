package dev.tocsin.statuspage.web;

import dev.tocsin.db.Database;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers that are made for one reader: kept by no cache, listed nowhere, and in the page's own clothes
/// whatever happens.
public final class PageAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PageAnswers.class);

    private final Forms forms;

    public PageAnswers(Forms forms) {
        this.forms = forms;
    }

    public Response page(int status, Object body) {
        return Response.status(status)
                .entity(body)
                .header("Content-Security-Policy", forms.policy())
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /// What `work` answers. A database that is away takes nobody's page away, and neither does a fault of ours.
    public Response guarded(Language language, Supplier<Response> work) {
        try {
            return work.get();
        } catch (WebApplicationException said) {
            throw said;
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                return page(503, forms.away(language));
            }
            LOG.error("a page for one reader could not be made", fault);
            return page(500, forms.broken(language));
        }
    }
}
