package dev.tocsin.app.incidents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Answer;
import dev.tocsin.incidents.web.IncidentJson;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.SecurityContext;

/// What callers hear of what they did to an incident.
final class Answers {
    private final Database database;
    private final IncidentJson json;

    Answers(Database database, IncidentJson json) {
        this.database = database;
        this.json = json;
    }

    static Actor actor(SecurityContext caller) {
        return new Actor(Asked.name(caller), "api");
    }

    /// The incident as it is then. Doing again what is done is fine; acting on what is over is a conflict.
    ObjectNode of(long id, Answer answer) {
        return switch (answer) {
            case Answer.Done(var incident) -> database.transact(handle -> json.whole(handle, incident));
            case Answer.AlreadyDone(var incident) -> database.transact(handle -> json.whole(handle, incident));
            case Answer.AlreadyResolved _ ->
                throw new ClientErrorException("incident #" + id + " is already resolved", 409);
            case Answer.NoSuchIncident() -> throw unknown(id);
        };
    }

    static NotFoundException unknown(long id) {
        return new NotFoundException("there is no incident #" + id);
    }
}
