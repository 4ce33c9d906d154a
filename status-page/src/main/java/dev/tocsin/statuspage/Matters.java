package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What customers can read of an incident or a maintenance, for those who tell them of it elsewhere. Works inside the
/// caller's transaction.
public final class Matters {
    private final PublicIncidentStore incidents = new PublicIncidentStore();
    private final MaintenanceStore maintenances = new MaintenanceStore();
    private final ComponentStore components = new ComponentStore();

    /// With the one update that is told of; `names` are those of its components.
    public record Matter(
            PublicId id,
            boolean maintenance,
            String title,
            Impact impact,
            List<PublicId> components,
            List<String> names,
            StatusUpdate update,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Instant> nextUpdateBy) {}

    /// Empty when customers cannot read it.
    public Optional<Matter> find(Handle handle, PublicId id, PublicId update) {
        return incidents
                .find(handle, id)
                .flatMap(incident -> said(incident.updates(), update)
                        .map(said -> new Matter(
                                id,
                                false,
                                incident.name(),
                                incident.impact(),
                                incident.components(),
                                components.names(handle, incident.components()),
                                said,
                                Optional.empty(),
                                Optional.empty(),
                                incident.nextUpdateBy())))
                .or(() -> maintenances
                        .find(handle, id)
                        .flatMap(maintenance -> said(maintenance.updates(), update)
                                .map(said -> new Matter(
                                        id,
                                        true,
                                        maintenance.name(),
                                        Impact.NONE,
                                        maintenance.components(),
                                        components.names(handle, maintenance.components()),
                                        said,
                                        Optional.of(maintenance.from()),
                                        Optional.of(maintenance.until()),
                                        maintenance.nextUpdateBy()))));
    }

    private static Optional<StatusUpdate> said(List<StatusUpdate> updates, PublicId id) {
        return updates.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
