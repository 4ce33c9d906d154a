package dev.tocsin.app.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Fields;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.contact.Verifications;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.oncall.Responder;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The people who can be paged, and whether they can: each of their contacts is verified here by the code that was sent
/// to it.
@Path("/api/v1/responders")
@Produces(MediaType.APPLICATION_JSON)
public final class ResponderResource {
    private final Database database;
    private final Supplier<Map<String, Responder>> responders;
    private final Contacts contacts;
    private final Verifications verifications;

    public ResponderResource(
            Database database,
            Supplier<Map<String, Responder>> responders,
            Contacts contacts,
            Verifications verifications) {
        this.database = database;
        this.responders = responders;
        this.contacts = contacts;
        this.verifications = verifications;
    }

    @GET
    @RolesAllowed("schedules:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var all = json.putArray("responders");
        database.run(handle -> {
            var usable = contacts.usable(handle, responders.get());
            new TreeMap<>(responders.get())
                    .values()
                    .forEach(person -> all.add(json(handle, person, usable.getOrDefault(person.name(), person))));
        });
        return json;
    }

    @GET
    @Path("/{name}")
    @RolesAllowed("schedules:read")
    public ObjectNode show(@PathParam("name") String name) {
        var person = person(name);
        return database.transact(handle -> {
            var usable = contacts.usable(handle, Map.of(name, person));
            return json(handle, person, usable.getOrDefault(name, person));
        });
    }

    /// Sends a new code there; an earlier one is worthless from then on.
    @POST
    @Path("/{name}/contacts/{medium}/code")
    @RolesAllowed("schedules:write")
    public Response sendCode(@PathParam("name") String name, @PathParam("medium") String word) {
        var medium = medium(word);
        if (!verifications.send(medium, address(name, medium))) {
            throw new ClientErrorException("a code was sent a moment ago: wait half a minute", 429);
        }
        return Response.accepted().build();
    }

    /// `{"code": "123456"}`.
    @POST
    @Path("/{name}/contacts/{medium}/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("schedules:write")
    public ObjectNode verify(@PathParam("name") String name, @PathParam("medium") String word, byte[] body)
            throws JsonProcessingException {
        var medium = medium(word);
        var fields = Fields.of(body, "the code that was sent: {\"code\": \"123456\"}");
        var code = fields.neededText("code", 20);
        fields.done();
        return switch (verifications.type(medium, address(name, medium), code)) {
            case RIGHT -> show(name);
            case WRONG -> throw new ClientErrorException("the code is wrong: look again", 422);
            case SPENT ->
                throw new ClientErrorException(
                        "the code counts no more, after %d minutes or %d attempts: have a new one sent"
                                .formatted(Verifications.VALID.toMinutes(), Verifications.ATTEMPTS),
                        410);
            case NONE -> throw new NotFoundException("no code was sent to this contact: have one sent first");
        };
    }

    /// Has messages sent again to a contact that had been stopped.
    @POST
    @Path("/{name}/contacts/{medium}/start")
    @RolesAllowed("schedules:write")
    public ObjectNode start(@PathParam("name") String name, @PathParam("medium") String word) {
        var medium = medium(word);
        var address = address(name, medium);
        var _ = database.transact(handle -> contacts.start(handle, medium, address));
        return show(name);
    }

    private ObjectNode json(Handle handle, Responder person, Responder usable) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", person.name())
                .put("timezone", person.zone().getId())
                .put("reachable", usable.isReachable());
        var all = json.putArray("contacts");
        for (var medium : Medium.values()) {
            person.contact(medium).ifPresent(address -> {
                var known = contacts.of(handle, medium, address);
                all.addObject()
                        .put("channel", medium.word())
                        .put("address", address)
                        .put("verified", person.verified() || known.verifiedAt().isPresent())
                        .put(
                                "stoppedAt",
                                known.stoppedAt().map(Instant::toString).orElse(null))
                        .put("stopReason", known.stopReason())
                        .put("used", usable.contact(medium).isPresent());
            });
        }
        return json;
    }

    private String address(String name, Medium medium) {
        return person(name)
                .contact(medium)
                .orElseThrow(() -> new NotFoundException("%s has no %s".formatted(name, medium.word())));
    }

    private Responder person(String name) {
        var person = responders.get().get(name);
        if (person == null) {
            throw new NotFoundException("there is no responder \"" + name + "\"");
        }
        return person;
    }

    private static Medium medium(String word) {
        return Arrays.stream(Medium.values())
                .filter(medium -> medium.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("there is no channel \"%s\"".formatted(word)));
    }
}
