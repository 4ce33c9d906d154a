package dev.tocsin.app.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.db.Database;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every error of the API in the form of RFC 9457. A caller's mistake gets one line that says what to mend; a fault of
/// ours says nothing of our inside, only an id under which the log tells it.
final class Problems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private final SecurityContext caller;
    private final ResourceInfo resource;

    public Problems(@Context SecurityContext caller, @Context ResourceInfo resource) {
        this.caller = caller;
        this.resource = resource;
    }

    @Override
    public Response toResponse(Throwable failure) {
        return switch (failure) {
            case NotAuthorizedException unknown -> unauthorized(unknown);
            case ForbiddenException _
            when caller.getUserPrincipal() == null ->
                unauthorized(new NotAuthorizedException(
                        "this needs a token, sent as \"Authorization: Bearer …\"; make one with: tocsin token create",
                        "Bearer"));
            case ForbiddenException _ ->
                Problem.of(403, "the token does not have the scope that this needs")
                        .response();
            case FieldFaults faults -> Problem.of(faults).response();
            case WebApplicationException said -> said(said);
            case JsonProcessingException unreadable ->
                Problem.of(400, JsonFault.words(unreadable)).response();
            case HttpException broken
            when broken.getCode() < 500 -> Problem.of(broken.getCode(), "").response();
            case IOException silent
            when silent.getCause() instanceof TimeoutException ->
                Problem.of(408, "the request came too slowly").response();
            default -> Database.isUnavailable(failure) ? busy(failure) : ours(failure);
        };
    }

    /// The database says itself in the log that it is away.
    private static Response busy(Throwable failure) {
        LOG.debug("the database does not serve a request", failure);
        return Problem.of(503, "this cannot be answered at the moment, try again in some seconds")
                .response(Map.of(HttpHeaders.RETRY_AFTER, "5"));
    }

    private static Response unauthorized(NotAuthorizedException unknown) {
        var challenge = unknown.getResponse().getHeaderString(HttpHeaders.WWW_AUTHENTICATE);
        return Problem.of(401, words(unknown)).response(Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /// What a resource or Jersey itself answers by throwing: an answer with a body or without error stands as it is.
    private Response said(WebApplicationException said) {
        var response = said.getResponse();
        if (response.hasEntity() || response.getStatus() < 400) {
            return response;
        }
        if (response.getStatus() == 500) {
            return ours(said);
        }
        var allow = response.getHeaderString(HttpHeaders.ALLOW);
        var headers = allow == null ? Map.<String, String>of() : Map.of(HttpHeaders.ALLOW, allow);
        return Problem.of(response.getStatus(), words(said)).response(headers);
    }

    /// Names the resource and not the path: a path may hold the secret of a signed link.
    private Response ours(Throwable failure) {
        var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{} failed, problem {}", place(), id, failure);
        return Problem.ours(id).response();
    }

    private String place() {
        var method = resource.getResourceMethod();
        return method == null ? "a request" : method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /// Empty where the library only repeats the status.
    private static String words(WebApplicationException said) {
        var message = said.getMessage();
        return message == null || message.startsWith("HTTP ") ? "" : message;
    }
}
