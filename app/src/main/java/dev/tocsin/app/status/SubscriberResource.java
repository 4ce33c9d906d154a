package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.app.api.Fields;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.subscribers.FanOut;
import dev.tocsin.statuspage.subscribers.Subscriber;
import dev.tocsin.statuspage.subscribers.Subscriptions;
import dev.tocsin.statuspage.subscribers.Way;
import dev.tocsin.statuspage.subscribers.Wish;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who hears of the page, how many would hear of something, and how far what was said has come. Nobody is subscribed
/// here: whoever reads an address says so.
@Path("/api/v1/subscribers")
@Produces(MediaType.APPLICATION_JSON)
public final class SubscriberResource {
    private static final int SHOWN_JOBS = 20;

    private final Subscriptions subscriptions;
    private final FanOut fanOut;
    private final Components components;

    public SubscriberResource(Subscriptions subscriptions, FanOut fanOut, Components components) {
        this.subscriptions = subscriptions;
        this.fanOut = fanOut;
        this.components = components;
    }

    /// The newest first.
    @GET
    @RolesAllowed("status:write")
    public ObjectNode list(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var found = subscriptions.page(Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf), most + 1);
        return Cursor.page("subscribers", found, most, SubscriberResource::json, one -> one.id());
    }

    @GET
    @Path("/{id: [0-9]{1,18}}")
    @RolesAllowed("status:write")
    public ObjectNode show(@PathParam("id") long id) {
        return subscriptions.find(id).map(SubscriberResource::json).orElseThrow(() -> unknown(id));
    }

    @DELETE
    @Path("/{id: [0-9]{1,18}}")
    @RolesAllowed("status:write")
    public Response end(@PathParam("id") long id, @Context SecurityContext caller) {
        if (!subscriptions.end(id, Asked.name(caller)) && subscriptions.find(id).isEmpty()) {
            throw unknown(id);
        }
        return Response.noContent().build();
    }

    /// How many messages would leave by which way: `{"components": ["Shop"], "impact": "major"}`, also `incident` and
    /// `maintenance: true`. Nothing is sent.
    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:read")
    public ObjectNode preview(byte[] body) throws JsonProcessingException {
        var fields = Fields.of(body, "what is to be told: {\"components\": [\"Shop\"], \"impact\": \"major\"}");
        var touched = Asking.components(fields, components);
        var impact = fields.oneOf("impact", Impact.class).orElse(Impact.NONE);
        var maintenance = fields.flag("maintenance");
        var incident = fields.text("incident", Asking.TITLE);
        fields.done();
        var matter = incident.map(Asking::id).orElse(new PublicId("000000000000"));
        var json = JsonNodeFactory.instance.objectNode();
        fanOut.preview(new Wish.News(matter, maintenance, impact, touched))
                .forEach((way, count) -> json.put(way.word(), count));
        return json;
    }

    /// How far the newest updates have come.
    @GET
    @Path("/progress")
    @RolesAllowed("status:read")
    public ObjectNode progress() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("updates");
        fanOut.progress(SHOWN_JOBS)
                .forEach(one -> items.addObject()
                        .put("incident", one.matter().value())
                        .put("update", one.update().value())
                        .put("at", one.createdAt().toString())
                        .put("sent", one.sent())
                        .put("doneAt", StatusJson.text(one.doneAt())));
        return json;
    }

    private static ObjectNode json(Subscriber one) {
        var wish = one.wish();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", one.id())
                .put("by", one.way().word())
                .put("address", shown(one))
                .put("maintenanceOnly", wish.maintenanceOnly())
                .put("incident", wish.matter().map(PublicId::value).orElse(null))
                .put("leastImpact", wish.least().word())
                .put("language", one.language())
                .put("confirmedAt", one.confirmedAt().toString())
                .put("failures", one.failures())
                .put("endedAt", StatusJson.text(one.endedAt()))
                .put("endedBecause", one.endedBecause().orElse(null));
        StatusJson.ids(json.putArray("components"), wish.components());
        return json;
    }

    /// Whoever knows the address of a chat's webhook may post there.
    private static String shown(Subscriber one) {
        return one.way() == Way.EMAIL || one.way() == Way.SMS
                ? one.address()
                : Optional.ofNullable(URI.create(one.address()).getHost()).orElse("");
    }

    private static NotFoundException unknown(long id) {
        return new NotFoundException("there is no subscriber " + id);
    }
}
