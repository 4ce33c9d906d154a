package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Destroys the keys of what was kept long enough: of cases that were closed, and of mails that became none. Nobody can
/// read them again, in backups either.
public final class CaseRetention {
    private static final String AUTHOR = "retention";

    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final Supplier<Optional<SecuritySettings>> settings;

    CaseRetention(
            Database database, InstantSource clock, CaseFile file, Supplier<Optional<SecuritySettings>> settings) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        this.settings = settings;
    }

    /// Does it. To be called once a day.
    public void eraseDue() {
        settings.get().ifPresent(known -> {
            var now = clock.instant();
            var before = now.minus(known.closedKept());
            for (var id : database.transact(handle -> file.erasures.closedBefore(handle, before))) {
                database.run(handle -> {
                    file.erasures.erase(handle, id, now);
                    file.letters.note(handle, id, "erased", AUTHOR, "closed since " + before, now);
                });
            }
            database.run(handle -> file.mails.forgetCaseless(handle, now.minus(known.heldKept())));
        });
    }
}
