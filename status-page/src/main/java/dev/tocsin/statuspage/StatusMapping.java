package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Verdict;
import java.util.Collection;

/// What a component shows when all of its monitors are down, when some are, and when the worst of them is degraded:
/// where one of many servers may fail unnoticed, one that is down is no outage.
public record StatusMapping(ComponentStatus allDown, ComponentStatus someDown, ComponentStatus degraded) {
    public static final StatusMapping USUAL = new StatusMapping(
            ComponentStatus.MAJOR_OUTAGE, ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.DEGRADED_PERFORMANCE);

    /// What monitors can say of a component, from good to bad.
    private enum Word {
        OPERATIONAL,
        DEGRADED_PERFORMANCE,
        PARTIAL_OUTAGE,
        MAJOR_OUTAGE
    }

    /// Reads `shows` of a component.
    static StatusMapping read(Section component) {
        var shows = component.section("shows");
        return new StatusMapping(word(shows, "allDown"), word(shows, "someDown"), word(shows, "degraded"));
    }

    private static ComponentStatus word(Section shows, String key) {
        return ComponentStatus.valueOf(shows.oneOf(key, Word.class).name());
    }

    /// What they say together. Nobody's word makes green what nobody could look at.
    public ComponentStatus of(Collection<Verdict> verdicts) {
        var usual = ComponentStatus.of(verdicts);
        return switch (usual) {
            case MAJOR_OUTAGE -> allDown;
            case PARTIAL_OUTAGE -> unlessUnknown(someDown, verdicts);
            case DEGRADED_PERFORMANCE -> unlessUnknown(degraded, verdicts);
            case OPERATIONAL, NO_DATA, UNDER_MAINTENANCE -> usual;
        };
    }

    private static ComponentStatus unlessUnknown(ComponentStatus shown, Collection<Verdict> verdicts) {
        return shown == ComponentStatus.OPERATIONAL && verdicts.contains(Verdict.UNKNOWN)
                ? ComponentStatus.NO_DATA
                : shown;
    }
}
