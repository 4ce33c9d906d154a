package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import org.jdbi.v3.core.Handle;

/// Opens a case for something that a person does with it: locked, with the key that seals it.
final class CaseWork {
    private final Database database;
    private final CaseFile file;
    private final CaseAlarms alarms;

    CaseWork(Database database, CaseFile file, CaseAlarms alarms) {
        this.database = database;
        this.file = file;
        this.alarms = alarms;
    }

    /// What is done.
    interface Deed {
        Done apply(Handle handle, Disclosure found, Seal seal);
    }

    Done within(DisclosureId id, Deed deed) {
        return database.transact(handle -> {
            var found = file.cases.lock(handle, id);
            if (found.isEmpty()) {
                return new Done.Unknown();
            }
            var seal = file.keys.of(handle, id);
            return seal.isEmpty() ? new Done.No("this case was erased") : deed.apply(handle, found.get(), seal.get());
        });
    }

    /// Ends what pages for the clock of a case, where the deed was done.
    void quietAfter(DisclosureId id, Done done) {
        if (done instanceof Done.Yes) {
            database.transact(handle -> file.cases.find(handle, id))
                    .ifPresent(found -> alarms.quiet(found.reference()));
        }
    }
}
