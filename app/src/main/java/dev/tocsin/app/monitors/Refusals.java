package dev.tocsin.app.monitors;

import dev.tocsin.monitor.inventory.Outcome;
import dev.tocsin.monitor.inventory.Request;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;

/// Why a change is not made, in words for who asked for it: what is in the way, and what to do.
final class Refusals {
    private static final int CONFLICT = 409;
    private static final int STALE = 412;
    private static final int UNPROCESSABLE = 422;
    private static final int UNCONDITIONAL = 428;

    private Refusals() {}

    /// @param outcome another than that it is done
    static ClientErrorException of(String idOrName, Outcome outcome, Optional<Request> request) {
        return switch (outcome) {
            case Outcome.NoSuchMonitor() -> unknown(idOrName);
            case Outcome.OfTheFile(var name) -> ofTheFile(name);
            case Outcome.NameTaken(var name, var owner) ->
                new ClientErrorException(
                        switch (owner) {
                            case FILE ->
                                "the settings file has a monitor \"%s\" already: choose another name".formatted(name);
                            case API ->
                                "there is a monitor \"%s\" already: change that one, or choose another name"
                                        .formatted(name);
                        },
                        CONFLICT);
            case Outcome.TooMany(var most) ->
                new ClientErrorException(
                        "there are %d monitors of the API, and no more may be: delete some, or use the settings file"
                                .formatted(most),
                        CONFLICT);
            case Outcome.Stale(var version) -> stale(version);
            case Outcome.KeyTaken() ->
                new ClientErrorException(
                        "the Idempotency-Key \"%s\" came with another body before: use a new key for a new request"
                                .formatted(request.map(Request::key).orElse("")),
                        UNPROCESSABLE);
            case Outcome.Done _, Outcome.Created _ -> throw new IllegalStateException("done is no refusal");
        };
    }

    static NotFoundException unknown(String idOrName) {
        return new NotFoundException("there is no monitor \"" + idOrName + "\"");
    }

    static ClientErrorException ofTheFile(String name) {
        return new ClientErrorException(
                "monitor \"%s\" stands in the settings file: change it there and reload, or announce a maintenance there"
                        .formatted(name),
                CONFLICT);
    }

    static ClientErrorException stale(long version) {
        return new ClientErrorException(
                "somebody else has changed the monitor since: read it again, its ETag is \"%d\" now".formatted(version),
                STALE);
    }

    static ClientErrorException unconditional(long version) {
        return new ClientErrorException(
                "send the ETag that you have read in If-Match, so that nobody's change is lost: it is \"%d\" now"
                        .formatted(version),
                UNCONDITIONAL);
    }
}
