package dev.tocsin.incidents.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.db.Database;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import org.jdbi.v3.core.Handle;

/// Takes a person who has left out of everything that was written of incidents, and leaves the chain of the ledger
/// whole: it seals salted digests, and the salt of what they were in goes with them.
public final class Erasures {
    private static final int NAME_BITS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();
    private final ErasureStore store = new ErasureStore();

    /// How they are called from now on, and in how many lines of timelines and for how many addresses that is so.
    public record Erased(String instead, int lines, int addresses) {}

    public Erasures(Database database) {
        this.database = database;
        ledger = new Ledger(database);
    }

    /// In one transaction. What nobody has sealed yet is sealed first, so that all that ever happened stays proven.
    ///
    /// @param name of somebody who stands in no settings any more; not checked here
    public Erased erase(String name) {
        ledger.sealDue();
        var instead = "erased-" + new BigInteger(NAME_BITS, random).toString(Character.MAX_RADIX);
        return database.transact(handle -> {
            var addresses = store.addresses(handle, name);
            var traces = new ArrayList<>(addresses);
            traces.add(name);
            var redaction = new Redaction(traces, instead);
            var lines = 0;
            for (var line : store.lines(handle, traces)) {
                lines += rewrite(handle, line, redaction) ? 1 : 0;
            }
            store.rename(handle, name, instead);
            store.forget(handle, addresses);
            return new Erased(instead, lines, addresses.size());
        });
    }

    private boolean rewrite(Handle handle, ErasureStore.Line line, Redaction redaction) {
        try {
            var detail = JSON.readTree(line.detail());
            var redacted = redaction.of(detail);
            if (redacted.equals(detail)) {
                return false;
            }
            store.rewrite(handle, line.event(), JSON.writeValueAsString(redacted));
            return true;
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("the database answered no JSON: " + line.detail(), bug);
        }
    }
}
