package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.ComponentStatus.DEGRADED_PERFORMANCE;
import static dev.tocsin.statuspage.ComponentStatus.MAJOR_OUTAGE;
import static dev.tocsin.statuspage.ComponentStatus.NO_DATA;
import static dev.tocsin.statuspage.ComponentStatus.OPERATIONAL;
import static dev.tocsin.statuspage.ComponentStatus.PARTIAL_OUTAGE;
import static dev.tocsin.statuspage.ComponentStatus.UNDER_MAINTENANCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class OverallTest {
    private static final PublicIncident OPEN = incident(Phase.MONITORING, Impact.MINOR);

    @Property
    void the_first_row_that_matches_is_the_answer(@ForAll @NotEmpty List<ComponentStatus> components) {
        var overall = Overall.of(components, List.of(), IndicatorRule.HONEST);

        assertThat(overall.description()).isEqualTo(byTheTable(components));
    }

    @Property
    void the_order_of_the_components_does_not_matter(@ForAll List<ComponentStatus> components) {
        var overall = Overall.of(components, List.of(OPEN), IndicatorRule.HONEST);

        assertThat(Overall.of(components.reversed(), List.of(OPEN), IndicatorRule.HONEST))
                .isEqualTo(overall);
    }

    @Property
    void a_component_without_data_never_leaves_the_page_green(@ForAll List<ComponentStatus> others) {
        var components = new ArrayList<>(others);
        components.add(NO_DATA);

        for (var rule : IndicatorRule.values()) {
            var overall = Overall.of(components, List.of(), rule);

            assertThat(overall.looks()).isNotEqualTo(OPERATIONAL);
            assertThat(overall.indicator()).isNotEqualTo(Indicator.NONE);
        }
    }

    @Property
    void an_open_incident_never_leaves_the_page_green(@ForAll List<ComponentStatus> components) {
        var overall = Overall.of(components, List.of(OPEN), IndicatorRule.HONEST);

        assertThat(overall.indicator()).isGreaterThanOrEqualTo(Indicator.MINOR);
        assertThat(overall.looks()).isNotIn(OPERATIONAL, NO_DATA);
    }

    @Test
    void the_words_and_indicators_are_statuspages() {
        assertThat(of(MAJOR_OUTAGE, MAJOR_OUTAGE)).isEqualTo("Major System Outage critical");
        assertThat(of(MAJOR_OUTAGE, OPERATIONAL)).isEqualTo("Partial System Outage major");
        assertThat(of(PARTIAL_OUTAGE, PARTIAL_OUTAGE)).isEqualTo("Partial System Outage major");
        assertThat(of(PARTIAL_OUTAGE, DEGRADED_PERFORMANCE)).isEqualTo("Minor Service Outage minor");
        assertThat(of(DEGRADED_PERFORMANCE)).isEqualTo("Degraded System Service minor");
        assertThat(of(DEGRADED_PERFORMANCE, UNDER_MAINTENANCE)).isEqualTo("Partially Degraded Service minor");
        assertThat(of(UNDER_MAINTENANCE, OPERATIONAL)).isEqualTo("Service Under Maintenance maintenance");
        assertThat(of(OPERATIONAL, OPERATIONAL)).isEqualTo("All Systems Operational none");
        assertThat(of(NO_DATA, OPERATIONAL)).isEqualTo("Some Systems Without Data minor");
        assertThat(of(NO_DATA, NO_DATA)).isEqualTo("No Data minor");
    }

    @Test
    void an_active_incident_speaks_where_the_components_are_well() {
        assertThat(Overall.of(List.of(OPERATIONAL), List.of(OPEN), IndicatorRule.HONEST))
                .isEqualTo(Overall.ACTIVE_INCIDENT);
        assertThat(Overall.of(List.of(MAJOR_OUTAGE), List.of(OPEN), IndicatorRule.HONEST)
                        .description())
                .isEqualTo("Major System Outage");
    }

    @Test
    void a_resolved_incident_or_one_without_impact_does_not_speak() {
        var quiet = List.of(incident(Phase.RESOLVED, Impact.CRITICAL), incident(Phase.INVESTIGATING, Impact.NONE));

        assertThat(Overall.of(List.of(OPERATIONAL), quiet, IndicatorRule.HONEST).indicator())
                .isEqualTo(Indicator.NONE);
    }

    @Test
    void the_strict_rule_is_atlassians_letter() {
        assertThat(Overall.of(List.of(OPERATIONAL), List.of(OPEN), IndicatorRule.STRICT)
                        .indicator())
                .isEqualTo(Indicator.NONE);
    }

    private static String of(ComponentStatus... components) {
        var overall = Overall.of(List.of(components), List.of(), IndicatorRule.HONEST);
        return overall.description() + " " + overall.indicator().word();
    }

    /// The table of the manual, written down a second time and otherwise.
    private static String byTheTable(List<ComponentStatus> components) {
        var states = EnumSet.copyOf(components);
        if (states.equals(EnumSet.of(MAJOR_OUTAGE))) {
            return "Major System Outage";
        } else if (states.contains(MAJOR_OUTAGE) || states.equals(EnumSet.of(PARTIAL_OUTAGE))) {
            return "Partial System Outage";
        } else if (states.contains(PARTIAL_OUTAGE)) {
            return "Minor Service Outage";
        } else if (states.equals(EnumSet.of(DEGRADED_PERFORMANCE))) {
            return "Degraded System Service";
        } else if (states.contains(DEGRADED_PERFORMANCE)) {
            return "Partially Degraded Service";
        } else if (states.contains(UNDER_MAINTENANCE)) {
            return "Service Under Maintenance";
        } else if (states.contains(NO_DATA)) {
            return states.size() == 1 ? "No Data" : "Some Systems Without Data";
        }
        return "All Systems Operational";
    }

    private static PublicIncident incident(Phase phase, Impact impact) {
        return new PublicIncident(
                new PublicId("incident0001"),
                "Checkout fails",
                phase,
                impact,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
