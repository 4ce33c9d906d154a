package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.incidents.disclosure.CaseAnswers;
import dev.tocsin.incidents.disclosure.DisclosureId;
import dev.tocsin.incidents.disclosure.ReplyTemplate;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.stream.Collectors;

/// Answers to reporters; those in critical cases wait as drafts for a second person.
@OncePerKey
@Path("/api/v1/disclosures/{id: [0-9]+}/replies")
@Produces(MediaType.APPLICATION_JSON)
public final class AnswerResource {
    private static final int TEXT = 100_000;
    private static final int NAME = 100;

    private final CaseAnswers answers;

    public AnswerResource(CaseAnswers answers) {
        this.answers = answers;
    }

    /// `{"text": "…", "inClear": false}`: to all who take part. With `"template": "fixed"` a prepared text stands above
    /// it, and there need be no other. 202 with the number of a draft (`waits`) when it waits.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response reply(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "an answer: {\"text\": \"…\"}");
        var wanted = fields.text("template", NAME);
        var text = wanted.isEmpty()
                ? fields.neededText("text", TEXT)
                : fields.text("text", TEXT).orElse("");
        var inClear = fields.flag("inClear");
        var known = answers.templates();
        var template = wanted.flatMap(
                name -> known.stream().filter(one -> one.name().equals(name)).findFirst());
        if (wanted.isPresent() && template.isEmpty()) {
            fields.problem("template", "\"%s\" is none".formatted(wanted.get()), cure(known));
        }
        fields.done();
        return Deeds.done(id, answers.reply(new DisclosureId(id), Asked.name(caller), template, text, inClear));
    }

    private static String cure(List<ReplyTemplate> known) {
        return known.isEmpty()
                ? "prepare it in security.replies, or leave it out"
                : known.stream().map(ReplyTemplate::name).collect(Collectors.joining(", ", "write one of ", ""));
    }
}
