package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.phone;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.PagingHouse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepliesTest {
    private static final String STRANGER = "+491555000999";

    private final PagingHouse house = new PagingHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void the_code_and_a_acknowledges_and_stops_the_paging() {
        house.down("shop");
        house.work();

        var answer = house.replies.received(phone("ana"), " 1A ");

        assertThat(answer).contains("Acknowledged #1 SHOP DOWN");
        assertThat(house.newest("shop").acknowledgedBy()).contains("ana");
        house.pass(ofMinutes(5));
        assertThat(house.texted()).containsExactly("ana");
    }

    @Test
    void the_code_and_r_resolves() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("ana"), "1r")).contains("Resolved #1 SHOP DOWN");
        assertThat(house.newest("shop").resolvedBy()).contains("ana");
    }

    @Test
    void the_code_and_e_pages_the_next_one() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("ana"), "1e")).contains("Escalated #1 SHOP DOWN");
        house.work();
        assertThat(house.texted()).containsExactly("ana", "bo");
    }

    @Test
    void a_alone_means_the_latest_that_this_number_was_paged_for() {
        house.down("shop");
        house.work();
        house.down("api");
        house.work();
        house.down("mail");

        assertThat(house.replies.received(phone("ana"), "a")).contains("Acknowledged #2 API DOWN");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(house.newest("mail").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void all_a_acknowledges_everything_that_this_number_was_paged_for() {
        house.down("shop", "api", "mail");
        house.work();

        assertThat(house.replies.received(phone("ana"), "all a"))
                .contains("Acknowledged #3 MAIL DOWN; Acknowledged #2 API DOWN; Acknowledged #1 SHOP DOWN");
        assertThat(house.all()).allMatch(incident -> incident.status() == IncidentStatus.ACKNOWLEDGED);
    }

    @Test
    void the_number_of_an_incident_serves_as_well() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("bo"), "ack #1")).contains("Acknowledged #1 SHOP DOWN");
    }

    @Test
    void the_second_is_told_who_has_it_and_a_late_one_that_it_is_over() {
        house.down("shop");
        house.work();
        house.pass(ofMinutes(5));
        assertThat(house.replies.received(phone("bo"), "1a")).contains("Acknowledged #1 SHOP DOWN");

        assertThat(house.replies.received(phone("ana"), "1a")).contains("#1 SHOP DOWN was already acknowledged by bo");
        house.up("shop");
        assertThat(house.replies.received(phone("ana"), "ack 1")).contains("#1 SHOP DOWN is already resolved");
    }

    @Test
    void an_unknown_number_is_told_nothing_and_changes_nothing_but_is_kept() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(STRANGER, "1a")).isEmpty();

        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
        assertThat(kept()).containsExactly(STRANGER + ": 1a: unknown number");
    }

    @Test
    void the_code_of_an_incident_that_somebody_else_was_paged_for_is_refused() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("bo"), "1a"))
                .contains("You were not paged for an open incident with the code 1.");
        assertThat(house.newest("shop").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void a_code_that_was_used_again_does_not_reach_the_new_incident_of_somebody_else() {
        house.down("shop");
        house.work();
        house.up("shop");
        house.down("api");

        assertThat(house.replies.received(phone("ana"), "1a")).get().asString().startsWith("You were not paged");
        assertThat(house.newest("api").status()).isEqualTo(IncidentStatus.TRIGGERED);
    }

    @Test
    void nonsense_gets_help_and_stop_is_left_to_the_provider() {
        house.down("shop");
        house.work();

        assertThat(house.replies.received(phone("ana"), "what? \u0000"))
                .get()
                .asString()
                .startsWith("Not understood");
        assertThat(house.replies.received(phone("ana"), "STOP")).isEmpty();
        assertThat(kept().getLast()).endsWith("STOP: left to the provider");
    }

    private List<String> kept() {
        return house.database.transact(
                handle -> handle.createQuery("""
                        select sender || ': ' || body || ': ' || outcome
                          from inbound_text
                         order by id
                        """).mapTo(String.class).list());
    }
}
