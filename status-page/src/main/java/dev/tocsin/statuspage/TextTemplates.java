package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Texts that people prepared in a quiet hour, for a bad one.
public final class TextTemplates {
    private final Database database;
    private final InstantSource clock;
    private final TextTemplateStore store = new TextTemplateStore();
    private final Changes changes = new Changes();

    public record TextTemplate(String name, String title, String body) {}

    public TextTemplates(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<TextTemplate> all() {
        return database.transact(store::all);
    }

    public Optional<TextTemplate> find(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// Keeps it in place of the one of that name.
    public void put(TextTemplate template, String by) {
        var now = clock.instant();
        database.run(handle -> {
            store.put(handle, template, now);
            note(handle, template.name(), now, by, "kept", template.body());
        });
    }

    /// False when there is none of that name.
    public boolean remove(String name, String by) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (!store.remove(handle, name)) {
                return false;
            }
            note(handle, name, now, by, "removed", "");
            return true;
        });
    }

    private void note(Handle handle, String name, Instant now, String by, String kind, String body) {
        changes.note(handle, "template " + name, now, by, kind, json -> json.put("body", body));
    }
}
