package dev.tocsin.incidents.delivery.twilio;

import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.PressedKeys;
import dev.tocsin.incidents.delivery.Receipts;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// Where Twilio tells of our calls: the key that somebody pressed, and how a call ended. As in [TwilioResource] the
/// signature is the permission.
@Path("/twilio/voice/{delivery: [0-9]{1,18}}")
public final class VoiceResource {
    private final TwilioSignature signature;
    private final PressedKeys keys;
    private final Receipts receipts;

    public VoiceResource(TwilioSignature signature, PressedKeys keys, Receipts receipts) {
        this.signature = signature;
        this.keys = keys;
        this.receipts = receipts;
    }

    /// A key is proof that a person listened, so it counts before it is acted on. A call that ends without one has
    /// not arrived: a voicemail answers, too.
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response call(
            @HeaderParam("X-Twilio-Signature") @DefaultValue("") String signed,
            @Context UriInfo uri,
            @PathParam("delivery") String delivery,
            MultivaluedMap<String, String> form) {
        var query = Optional.ofNullable(uri.getRequestUri().getRawQuery())
                .map(text -> "?" + text)
                .orElse("");
        if (!signature.isGenuine("/twilio/voice/" + delivery + query, form, signed)) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        var id = new DeliveryId(Long.parseLong(delivery));
        var key = value(form, "Digits");
        if (!key.isEmpty()) {
            receipts.received(id, value(form, "CallSid"), DeliveryState.DELIVERED, "");
            return Response.ok(Twiml.saying(keys.pressed(id, key)), MediaType.APPLICATION_XML_TYPE.withCharset("utf-8"))
                    .build();
        }
        ended(value(form, "CallStatus"))
                .ifPresent(reason -> receipts.received(id, value(form, "CallSid"), DeliveryState.UNDELIVERED, reason));
        return Response.noContent().build();
    }

    /// [Twilio's words](https://www.twilio.com/docs/voice/api/call-resource#call-status-values) for how a call
    /// ended; empty while it has not.
    private static Optional<String> ended(String status) {
        return switch (status) {
            case "completed" -> Optional.of("answered, and nobody pressed a key");
            case "busy" -> Optional.of("busy");
            case "no-answer" -> Optional.of("nobody answered");
            case "failed" -> Optional.of("the call could not be made");
            case "canceled" -> Optional.of("the call was cancelled");
            default -> Optional.empty();
        };
    }

    private static String value(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
