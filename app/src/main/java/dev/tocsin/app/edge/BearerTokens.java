package dev.tocsin.app.edge;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Turns `Authorization: Bearer …` (RFC 6750) into who is calling. A request without the header goes on as nobody; a
/// token that is not good ends it, also where nobody would have been let in.
@Priority(Priorities.AUTHENTICATION)
final class BearerTokens implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
    private final Function<String, Optional<Caller>> recognise;

    BearerTokens(Function<String, Optional<Caller>> recognise) {
        this.recognise = recognise;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return;
        }
        var bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw new NotAuthorizedException("only a bearer token is understood in the Authorization header", "Bearer");
        }
        var caller = recognise
                .apply(bearer.group(1))
                .orElseThrow(() -> new NotAuthorizedException(
                        "the token is unknown, expired or revoked; make a new one with: tocsin token create",
                        "Bearer error=\"invalid_token\""));
        request.setSecurityContext(
                new TokenContext(caller, request.getSecurityContext().isSecure()));
    }

    private record TokenContext(Caller caller, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.may(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
