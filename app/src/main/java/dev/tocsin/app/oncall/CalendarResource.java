package dev.tocsin.app.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.app.edge.FieldFaults;
import dev.tocsin.config.FieldProblem;
import dev.tocsin.incidents.rota.Calendars;
import dev.tocsin.incidents.rota.Rota;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/// The addresses of calendars: made, listed and revoked. An address is shown when it is made, and never again.
@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarResource {
    private final Calendars calendars;
    private final Supplier<Rota.Ground> ground;
    private final URI url;

    /// @param url how people reach us
    public CalendarResource(Calendars calendars, Supplier<Rota.Ground> ground, URI url) {
        this.calendars = calendars;
        this.ground = ground;
        this.url = url;
    }

    @GET
    @RolesAllowed("schedules:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("calendars");
        calendars.list().forEach(feed -> items.add(facts(feed)));
        return json;
    }

    /// Makes one of a schedule (`{"schedule": "primary"}`) or of a responder (`{"responder": "ana"}`).
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("schedules:write")
    public Response make(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var sent = SentJson.object(body, "{\"schedule\": NAME} or {\"responder\": NAME}");
        var made = calendars
                .make(whose(sent), Asked.name(caller))
                .orElseThrow(() -> new ClientErrorException(
                        "there are %d calendars, and no more may be: revoke some".formatted(Calendars.MOST), 409));
        var json = facts(made.feed())
                .put(
                        "url",
                        url.resolve("/calendar/" + made.token().reveal() + ".ics")
                                .toString());
        return Response.status(Response.Status.CREATED)
                .header("Location", "/api/v1/calendars/" + made.feed().id())
                .header("Cache-Control", "no-store")
                .entity(json)
                .build();
    }

    /// From now on its address leads to nothing.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("schedules:write")
    public Response revoke(@PathParam("id") long id, @Context SecurityContext caller) {
        if (!calendars.revoke(id, Asked.name(caller))) {
            throw new NotFoundException("there is no calendar " + id + " that could be read");
        }
        return Response.noContent().build();
    }

    private Calendars.Whose whose(ObjectNode sent) {
        var known = ground.get();
        if (sent.size() != 1 || !(sent.has("schedule") || sent.has("responder"))) {
            throw fault("", "a calendar is of one schedule or of one responder", "send {\"schedule\": NAME}");
        }
        var kind = sent.has("schedule") ? Calendars.Kind.SCHEDULE : Calendars.Kind.RESPONDER;
        var name = sent.path(kind.word()).asText();
        var names = kind == Calendars.Kind.SCHEDULE ? known.schedules().keySet() : known.responders();
        if (!sent.path(kind.word()).isTextual() || !names.contains(name)) {
            throw fault(
                    kind.word(),
                    "there is no %s \"%s\"".formatted(kind.word(), name),
                    "write one that stands in the settings");
        }
        return new Calendars.Whose(kind, name);
    }

    private static FieldFaults fault(String field, String text, String cure) {
        return new FieldFaults(List.of(new FieldProblem(field, text, cure)));
    }

    private static ObjectNode facts(Calendars.Feed feed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", feed.id())
                .put(feed.whose().kind().word(), feed.whose().name())
                .put("madeAt", feed.madeAt().toString())
                .put("madeBy", feed.madeBy());
    }
}
