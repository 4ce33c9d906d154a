package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Drafts;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;

/// Shows a draft to whoever has a link to it that still counts. No cache keeps it, no search engine lists it,
/// and the page as everybody reads it knows nothing of it.
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class PreviewResource {
    private final Drafts drafts;
    private final PreviewLinks links;
    private final Forms forms;
    private final PageAnswers answers;
    private final InstantSource clock;

    public PreviewResource(Drafts drafts, PreviewLinks links, Forms forms, InstantSource clock) {
        this.drafts = drafts;
        this.links = links;
        this.forms = forms;
        this.answers = new PageAnswers(forms);
        this.clock = clock;
    }

    @GET
    @Path("{root: (de/)?}preview/{token}")
    @PermitAll
    public Response show(@PathParam("root") String root, @PathParam("token") String token) {
        var language = Language.of(root.replace("/", ""));
        var update = links.read(token, clock.instant());
        if (update.isEmpty()) {
            return answers.page(404, forms.lost(language));
        }
        return answers.guarded(
                language,
                () -> drafts.read(update.get())
                        .map(draft -> switch (draft) {
                            case Drafts.Draft.Published(var path) ->
                                Response.seeOther(URI.create(language.root() + path))
                                        .build();
                            case Drafts.Draft.OfIncident _, Drafts.Draft.OfMaintenance _ ->
                                answers.page(200, forms.draft(language, draft));
                        })
                        .orElseGet(() -> answers.page(404, forms.lost(language))));
    }
}
