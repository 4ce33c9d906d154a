package dev.tocsin.statuspage;

import dev.tocsin.db.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What customers would read if a draft, or what is under an embargo, were published now. It is read for
/// whoever wrote it and is on no page. Blocks on the database.
public final class Drafts {
    private final Database database;
    private final WrittenStore written = new WrittenStore();
    private final PublicIncidentStore incidents = new PublicIncidentStore();
    private final MaintenanceStore maintenances = new MaintenanceStore();

    public Drafts(Database database) {
        this.database = database;
    }

    /// What an update would be part of.
    public sealed interface Draft {

        record OfIncident(PublicIncident incident) implements Draft {}

        record OfMaintenance(Maintenance maintenance) implements Draft {}

        /// Everybody can read it there by now.
        record Published(String path) implements Draft {}
    }

    /// Empty when there is no such update.
    public Optional<Draft> read(PublicId update) {
        return database.transact(handle -> written.find(handle, update).map(said -> draft(handle, said)));
    }

    private Draft draft(Handle handle, Written said) {
        var maintenance = maintenances.find(handle, said.incident());
        if (said.publishedAt().isPresent()) {
            return new Draft.Published((maintenance.isPresent() ? "/maintenance/" : "/incidents/") + said.incident());
        }
        return maintenance
                .<Draft>map(one -> new Draft.OfMaintenance(with(one, said)))
                .orElseGet(() -> new Draft.OfIncident(incidents
                        .find(handle, said.incident())
                        .map(told -> with(told, said))
                        .orElseGet(() -> opening(said))));
    }

    private static PublicIncident opening(Written said) {
        var words = said.words();
        return new PublicIncident(
                said.incident(),
                said.title(),
                words.phase(),
                words.impact().orElse(Impact.NONE),
                said.createdAt(),
                said.createdAt(),
                said.createdAt(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(words.components()),
                List.of(update(said)),
                words.nextUpdateBy());
    }

    private static PublicIncident with(PublicIncident told, Written said) {
        var words = said.words();
        return new PublicIncident(
                told.id(),
                told.name(),
                words.phase(),
                words.impact().filter(one -> one.compareTo(told.impact()) > 0).orElse(told.impact()),
                told.createdAt(),
                said.createdAt(),
                told.startedAt(),
                told.monitoringAt(),
                words.phase() == Phase.RESOLVED ? Optional.of(said.createdAt()) : told.resolvedAt(),
                Stream.concat(told.components().stream(), words.components().stream())
                        .distinct()
                        .toList(),
                first(said, told.updates()),
                words.nextUpdateBy());
    }

    private static Maintenance with(Maintenance told, Written said) {
        return new Maintenance(
                told.id(),
                told.name(),
                said.words().phase(),
                told.from(),
                told.until(),
                told.byClock(),
                told.expected(),
                told.beganAt(),
                told.endedAt(),
                told.sequence(),
                told.createdAt(),
                said.createdAt(),
                told.components(),
                first(said, told.updates()),
                said.words().nextUpdateBy());
    }

    private static List<StatusUpdate> first(Written said, List<StatusUpdate> before) {
        return Stream.concat(Stream.of(update(said)), before.stream()).toList();
    }

    private static StatusUpdate update(Written said) {
        return new StatusUpdate(
                said.id(),
                said.words().phase(),
                said.words().body(),
                said.createdAt(),
                said.publishAt().orElse(said.createdAt()));
    }
}
