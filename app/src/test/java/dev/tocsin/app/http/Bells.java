package dev.tocsin.app.http;

import dev.tocsin.db.DatabaseUnavailable;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A resource to try the edge on.
@Path("/bells")
@Produces("application/json")
@Consumes("application/json")
public final class Bells {
    public record Bell(String name, Instant cast, Optional<Instant> melted) {}

    public record Ringing(int times) {
        public Ringing {
            if (times < 1) {
                throw new IllegalArgumentException(times + " times is silence, ring at least once");
            }
        }
    }

    @Path("/forgetful")
    public static final class Forgetful {
        @GET
        public String everything() {
            return "secrets";
        }
    }

    @Path("/misspelt")
    public static final class Misspelt {
        @GET
        @RolesAllowed("bell:read")
        public String everything() {
            return "secrets";
        }
    }

    @GET
    @Path("{number:\\d+}")
    @RolesAllowed("monitors:read")
    public Bell one(@PathParam("number") int number) {
        return new Bell("bell " + number, Instant.parse("2026-01-05T09:00:00Z"), Optional.empty());
    }

    /// Says again what it was told, and takes its time to hear it.
    @POST
    @Path("slowly")
    @PermitAll
    public String slowly(InputStream body) throws IOException, InterruptedException {
        var first = body.read();
        // The pause is what is tested: we stand still in the middle of a body.
        Thread.sleep(300);
        return (char) first + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @POST
    @RolesAllowed("monitors:write")
    public Bell cast(Ringing ringing) {
        return one(ringing.times());
    }

    @GET
    @Path("public")
    @PermitAll
    public Bell shown() {
        return one(1);
    }

    @POST
    @Path("ring")
    @PermitAll
    public Bell ring(Ringing ringing) {
        return one(ringing.times());
    }

    @GET
    @Path("broken")
    @PermitAll
    public Bell broken() {
        return one(Integer.parseInt("clapper"));
    }

    @GET
    @Path("away")
    @PermitAll
    public Bell away() {
        throw new DatabaseUnavailable("nothing listens at belfry:5432");
    }
}
