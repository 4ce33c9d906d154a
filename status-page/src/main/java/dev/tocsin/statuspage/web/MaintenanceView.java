package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Maintenance;
import dev.tocsin.statuspage.Phase;
import java.util.List;
import java.util.Optional;

/// An announced maintenance as the templates see it. `took` are the times at which it really began and ended.
record MaintenanceView(
        String id,
        String name,
        String phase,
        Times.Moment from,
        Times.Moment until,
        Optional<String> affects,
        Optional<Times.Moment> nextUpdate,
        boolean cancelled,
        boolean open,
        Optional<Took> took,
        List<SaidView> updates) {

    record Took(Times.Moment began, Times.Moment ended) {}

    static MaintenanceView of(Maintenance maintenance, Edition edition) {
        return new MaintenanceView(
                maintenance.id().value(),
                Plain.text(maintenance.name()),
                edition.text(maintenance.phase().word()),
                edition.moment(maintenance.from()),
                edition.moment(maintenance.until()),
                edition.names(maintenance.components()),
                maintenance.nextUpdateBy().filter(_ -> maintenance.isOpen()).map(edition::moment),
                maintenance.isCancelled(),
                maintenance.isOpen(),
                maintenance
                        .beganAt()
                        .filter(_ -> maintenance.phase() == Phase.COMPLETED)
                        .flatMap(began -> maintenance
                                .endedAt()
                                .map(ended -> new Took(edition.moment(began), edition.moment(ended)))),
                maintenance.updates().stream()
                        .map(update -> SaidView.of(update, edition))
                        .toList());
    }

    /// What was said last.
    Optional<SaidView> last() {
        return updates.stream().findFirst();
    }
}
