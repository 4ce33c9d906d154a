package dev.tocsin.incidents.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.Summons;
import dev.tocsin.incidents.paging.Summonses;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The link in a page. Whoever holds it may answer that one incident for that one responder, until a week after it is
/// over. GET only shows, because scanners of mail follow links; POST acts.
@Path("/a/{token}")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class AnswerResource {
    private final Database database;
    private final Summonses summonses;
    private final Incidents incidents;
    private final Pages pages;
    private final Mustache shown;
    private final Mustache gone;
    private final String contentSecurityPolicy;

    public AnswerResource(Database database, InstantSource clock, Incidents incidents, Pages pages) {
        this.database = database;
        summonses = new Summonses(database, clock, incidents);
        this.incidents = incidents;
        this.pages = pages;
        var templates = new DefaultMustacheFactory("dev/tocsin/incidents/web");
        shown = templates.compile("answer.mustache");
        gone = templates.compile("gone.mustache");
        contentSecurityPolicy = AnswerStyle.contentSecurityPolicy();
    }

    @GET
    @PermitAll
    public Response show(@PathParam("token") String token) {
        return summonses
                .find(token)
                .map(summons -> page(summons, Optional.empty()))
                .orElseGet(this::notFound);
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(@PathParam("token") String token, @FormParam("action") @Nullable String action) {
        return summonses
                .find(token)
                .map(summons -> act(summons, action == null ? "" : action))
                .orElseGet(this::notFound);
    }

    private Response act(Summons summons, String action) {
        var id = summons.incident().id();
        var actor =
                new Actor(summons.page().responder(), summons.page().medium().word() + " link");
        var answer = switch (action) {
            case "acknowledge" -> Optional.of(incidents.acknowledge(id, actor));
            case "escalate" -> Optional.of(incidents.escalate(id, actor));
            case "resolve" -> Optional.of(incidents.resolve(id, actor));
            default -> Optional.<Answer>empty();
        };
        return answer.map(given -> summonses
                        .find(summons.page().token())
                        .map(now -> page(now, Optional.of(AnswerView.notice(given, action))))
                        .orElseGet(this::notFound))
                .orElseGet(() -> Response.status(Response.Status.BAD_REQUEST)
                        .type(MediaType.TEXT_PLAIN)
                        .entity("action is none of acknowledge, escalate, resolve\n")
                        .build());
    }

    private Response page(Summons summons, Optional<String> notice) {
        var view = database.transact(handle -> AnswerView.of(
                summons.page(),
                summons.incident(),
                incidents.timeline(handle, summons.incident().id()),
                pages.next(handle, summons.incident()),
                notice));
        return html(Response.Status.OK, shown, view);
    }

    private Response notFound() {
        return html(Response.Status.NOT_FOUND, gone, new AnswerStyle());
    }

    private Response html(Response.Status status, Mustache template, Object view) {
        var html = new StringWriter();
        template.execute(html, view);
        return Response.status(status)
                .entity(html.toString())
                .header("Content-Security-Policy", contentSecurityPolicy)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .build();
    }
}
