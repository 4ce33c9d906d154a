package dev.tocsin.app;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.ledger.Ledger;
import dev.tocsin.incidents.ledger.LedgerState;
import dev.tocsin.incidents.paging.PagingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the ledger every night. The head goes to the log, which is kept elsewhere than the database; a broken chain
/// is an incident for those who look after Tocsin.
record LedgerCheck(Ledger ledger, Incidents incidents) {
    private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);
    private static final Actor SELF = new Actor("the ledger's check", "recovery");
    private static final String KEY = "tocsin.ledger";

    void check() {
        switch (ledger.verify()) {
            case LedgerState.Whole(var lines, var erased, var head) -> {
                log.info("the ledger is whole: {} lines, {} erased, head {}", lines, erased, head);
                incidents.clear(KEY, SELF);
            }
            case LedgerState.Broken(var position, var why) -> {
                log.error("the ledger is broken at {}: {}", position, why);
                incidents.report(
                        KEY,
                        "THE LEDGER WAS CHANGED",
                        "at %d: %s; see docs/incidents.md".formatted(position, why),
                        Severity.MAJOR,
                        PagingSettings.CATCH_ALL);
            }
        }
    }
}
