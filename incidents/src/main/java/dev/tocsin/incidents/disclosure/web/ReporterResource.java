package dev.tocsin.incidents.disclosure.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import dev.tocsin.incidents.disclosure.ReporterView;
import dev.tocsin.incidents.web.AnswerStyle;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reporter's own view of his case, by an unguessable link.
@Path("/security")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class ReporterResource {
    /// Below it a file may be sent, which is bounded here.
    public static final String FILES = "security/files";

    private static final int LARGEST = 10 << 20;

    private final ReporterView reporters;
    private final Supplier<String> company;
    private final Mustache shown;
    private final Mustache gone;

    public ReporterResource(ReporterView reporters, Supplier<String> company) {
        this.reporters = reporters;
        this.company = company;
        var templates = new DefaultMustacheFactory("dev/tocsin/incidents/disclosure/web");
        shown = templates.compile("case.mustache");
        gone = templates.compile("gone.mustache");
    }

    private record LineView(String at, String who, String text, List<String> attachments) {}

    private record CaseView(
            String style,
            String token,
            String reference,
            String state,
            String due,
            boolean answered,
            String credit,
            Optional<String> notice,
            List<LineView> lines) {}

    private record GoneView(String style, String company, String notice) {}

    @GET
    @Path("/cases/{token}")
    @PermitAll
    public Response show(@PathParam("token") String token) {
        return page(Response.Status.OK, token, Optional.empty());
    }

    @POST
    @Path("/cases/{token}")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(
            @PathParam("token") String token,
            @FormParam("action") @Nullable String action,
            @FormParam("text") @Nullable String text,
            @FormParam("credit") @Nullable String credit) {
        return switch (action == null ? "add" : action) {
            case "ask" -> done(reporters.ask(token), token, "We have been told that you wait.");
            case "credit" ->
                done(reporters.agree(token, credit == null ? "" : credit), token, "We have noted how to name you.");
            case "renew" ->
                reporters.renew(token)
                        ? left(Response.Status.OK, "A new address is on its way to you by mail. This one is gone.")
                        : nothing();
            case "revoke" ->
                reporters.revoke(token)
                        ? left(Response.Status.OK, "This address is gone. You reach us by mail as before.")
                        : nothing();
            default ->
                text == null || text.isBlank()
                        ? page(Response.Status.OK, token, Optional.of("There was nothing to send."))
                        : done(reporters.add(token, text), token, "Added to your case.");
        };
    }

    /// One file, 10 MiB at most with all that a form puts around it.
    @POST
    @Path("/files/{token}")
    @PermitAll
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response file(
            @PathParam("token") String token, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream body)
            throws IOException {
        var form = body.readNBytes(LARGEST + 1);
        if (form.length > LARGEST) {
            return page(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    token,
                    Optional.of("A file may have 10 MB here. Nothing was kept: send it in parts, or by mail."));
        }
        return done(reporters.attach(token, type, form), token, "Your file is here; it is added in a moment.");
    }

    private Response done(boolean known, String token, String notice) {
        return known ? page(Response.Status.OK, token, Optional.of(notice)) : nothing();
    }

    private Response page(Response.Status status, String token, Optional<String> notice) {
        return reporters
                .see(token)
                .map(seen -> Html.page(
                        status,
                        shown,
                        new CaseView(
                                new AnswerStyle().style(),
                                token,
                                seen.reference(),
                                seen.state().word(),
                                minute(seen.dueAt()),
                                seen.answered(),
                                seen.credit(),
                                notice,
                                seen.lines().stream()
                                        .map(line -> new LineView(
                                                minute(line.at()),
                                                line.ours() ? company.get() : "You",
                                                line.text(),
                                                line.attachments()))
                                        .toList())))
                .orElseGet(this::nothing);
    }

    private Response nothing() {
        return left(Response.Status.NOT_FOUND, "");
    }

    private Response left(Response.Status status, String notice) {
        return Html.page(status, gone, new GoneView(new AnswerStyle().style(), company.get(), notice));
    }

    private static String minute(Instant at) {
        return at.toString().substring(0, 16).replace('T', ' ');
    }
}
