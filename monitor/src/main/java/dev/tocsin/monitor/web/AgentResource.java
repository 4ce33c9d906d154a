package dev.tocsin.monitor.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.PostedLooks;
import dev.tocsin.monitor.location.Assignments;
import dev.tocsin.monitor.location.CheckIn;
import dev.tocsin.monitor.location.Locations;
import dev.tocsin.monitor.location.Posting;
import dev.tocsin.monitor.location.Protocol;
import dev.tocsin.monitor.settings.LocationSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What agents ask of the server: `docs/locations.md`.
@Path("/api/v1/agents/{location}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AgentResource {
    private static final int CONFLICT = 409;

    private final Supplier<LocationSettings> settings;
    private final Locations locations;
    private final Assignments assignments;
    private final PostedLooks looks;
    private final InstantSource clock;

    /// @param settings asked anew each time, for settings change
    public AgentResource(
            Supplier<LocationSettings> settings,
            Locations locations,
            Assignments assignments,
            PostedLooks looks,
            InstantSource clock) {
        this.settings = settings;
        this.locations = locations;
        this.assignments = assignments;
        this.looks = looks;
        this.clock = clock;
    }

    /// An agent tells how it is, and gets what it is to look at where that has changed. `leads` is false for one
    /// that stands by; it gets nothing.
    @POST
    @Path("/check-in")
    @RolesAllowed(Protocol.SCOPE)
    public ObjectNode checkIn(@PathParam("location") String name, byte[] body) {
        var location = location(name);
        var said = read(body, json -> CheckIn.read(body));
        var leads = available(() -> locations.checkIn(location, said));
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("protocol", Protocol.VERSION)
                .put("now", clock.instant().toString())
                .put("leads", leads);
        if (leads) {
            var handed = assignments.of(location);
            json.put("tag", handed.tag());
            if (!handed.tag().equals(said.tag())) {
                json.set("assignment", handed.json());
            }
        }
        return json;
    }

    /// Takes in what was seen; once this is answered it is committed. The same looks may be posted again.
    @POST
    @Path("/looks")
    @RolesAllowed(Protocol.SCOPE)
    public PostedLooks.Receipt looks(@PathParam("location") String name, byte[] body) {
        var location = location(name);
        var posting = read(body, Posting::read);
        var receipt = available(() -> looks.receive(location, posting.looks()));
        return new PostedLooks.Receipt(
                receipt.kept(),
                receipt.known(),
                receipt.refused() + posting.strange(),
                receipt.reason().isEmpty() ? posting.reason() : receipt.reason());
    }

    private Location location(String name) {
        var known = settings.get();
        var location = known.find(name)
                .orElseThrow(() -> new NotFoundException(
                        "there is no location \"%s\" in the server's settings: add it there under locations:, or join as one of: %s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                known.names()
                                                        .subList(
                                                                1, known.names().size())))));
        if (location.isHere()) {
            throw new NotFoundException(
                    "\"%s\" is what the server calls its own place: join as another, which stands under locations: in its settings"
                            .formatted(name));
        }
        return location;
    }

    private interface Reader<T> {
        T read(JsonNode json) throws IOException;
    }

    /// The version is looked at first: with another one nothing else needs to be as we know it.
    private static <T> T read(byte[] body, Reader<T> reader) {
        try {
            var json = Posting.tree(body);
            var theirs = json.path("protocol").asInt();
            if (theirs != Protocol.VERSION) {
                throw new ClientErrorException(Protocol.mismatch("server", theirs), CONFLICT);
            }
            return reader.read(json);
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException("the body is not what an agent of this version sends", malformed);
        } catch (IOException malformed) {
            throw new BadRequestException("the body cannot be read", malformed);
        }
    }

    private static <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                throw new ServiceUnavailableException("the server's database is away: try again", 5L, fault);
            }
            throw fault;
        }
    }
}
