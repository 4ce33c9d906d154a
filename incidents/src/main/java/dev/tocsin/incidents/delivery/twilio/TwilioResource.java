package dev.tocsin.incidents.delivery.twilio;

import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.DeliveryState;
import dev.tocsin.incidents.delivery.InboundTexts;
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

/// Where Twilio calls us: text messages that people write, and receipts of those we sent. Open to everybody, because
/// the signature is the permission; without a genuine one the answer is an empty 403 and nothing is acted on.
@Path("/twilio")
public final class TwilioResource {

    private final TwilioSignature signature;
    private final InboundTexts texts;
    private final Receipts receipts;
    private final AnsweredTexts answered;

    public TwilioResource(TwilioSignature signature, InboundTexts texts, Receipts receipts, AnsweredTexts answered) {
        this.signature = signature;
        this.texts = texts;
        this.receipts = receipts;
        this.answered = answered;
    }

    /// A person wrote to our number. Acts on each message once, however often Twilio brings it.
    @POST
    @PermitAll
    @Path("sms")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sms(
            @HeaderParam("X-Twilio-Signature") @DefaultValue("") String signed,
            @Context UriInfo uri,
            MultivaluedMap<String, String> form) {
        if (!signature.isGenuine("/twilio/sms" + query(uri), form, signed)) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        var from = value(form, "From");
        var text = value(form, "Body");
        var sid = value(form, "MessageSid");
        var answer =
                sid.isEmpty() ? texts.received(from, text) : answered.answer(sid, () -> texts.received(from, text));
        return Response.ok(Twiml.reply(answer), MediaType.APPLICATION_XML_TYPE.withCharset("utf-8"))
                .build();
    }

    /// A receipt of the delivery that the address names. A number too long for a delivery is no address at all: 404.
    @POST
    @PermitAll
    @Path("status/{delivery: [0-9]{1,18}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response status(
            @HeaderParam("X-Twilio-Signature") @DefaultValue("") String signed,
            @Context UriInfo uri,
            @PathParam("delivery") String delivery,
            MultivaluedMap<String, String> form) {
        if (!signature.isGenuine("/twilio/status/" + delivery + query(uri), form, signed)) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        state(value(form, "MessageStatus"))
                .ifPresent(state -> receipts.received(
                        new DeliveryId(Long.parseLong(delivery)),
                        value(form, "MessageSid"),
                        state,
                        reason(form),
                        TwilioErrors.isStopped(code(form))));
        return Response.noContent().build();
    }

    /// [Twilio's words](https://www.twilio.com/docs/messaging/api/message-resource#message-status-values) for where
    /// a message stands; empty for a word that says nothing about arriving.
    private static Optional<DeliveryState> state(String status) {
        return switch (status) {
            case "accepted", "scheduled", "queued", "sending", "sent" -> Optional.of(DeliveryState.ACCEPTED);
            case "delivered", "read" -> Optional.of(DeliveryState.DELIVERED);
            case "undelivered" -> Optional.of(DeliveryState.UNDELIVERED);
            case "failed", "canceled" -> Optional.of(DeliveryState.FAILED);
            default -> Optional.empty();
        };
    }

    private static String reason(MultivaluedMap<String, String> form) {
        var code = code(form);
        return code == 0 ? "" : TwilioErrors.words(code, value(form, "ErrorMessage"));
    }

    /// Twilio's error code; 0 when all is well.
    private static int code(MultivaluedMap<String, String> form) {
        var code = value(form, "ErrorCode");
        return code.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(code) : 0;
    }

    private static String query(UriInfo uri) {
        return Optional.ofNullable(uri.getRequestUri().getRawQuery())
                .map(query -> "?" + query)
                .orElse("");
    }

    private static String value(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
