package dev.tocsin.incidents.ledger;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.PagingHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ana was paged for the shop and did not answer; bo did.
final class LedgerTest {
    private final PagingHouse house = new PagingHouse();
    private final Ledger ledger = new Ledger(house.database);

    @BeforeEach
    void page() {
        house.down("shop");
        house.work();
        house.pass(ofMinutes(5));
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("bo", "sms"));
        ledger.sealDue();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void every_line_is_sealed_once_in_one_chain() {
        var lines = count("incident_event");
        assertThat(whole().lines()).isEqualTo(lines);

        house.down("api");
        house.work();
        ledger.sealDue();
        ledger.sealDue();

        assertThat(whole().lines()).isEqualTo(count("incident_event")).isGreaterThan(lines);
        assertThat(whole().erased()).isZero();
    }

    @Test
    void the_head_stays_the_same_while_nothing_happens_and_is_another_one_afterwards() {
        var head = whole().head();
        ledger.sealDue();
        assertThat(whole().head()).isEqualTo(head);

        house.down("api");
        ledger.sealDue();

        assertThat(whole().head()).isNotEqualTo(head);
    }

    @Test
    void a_line_that_was_changed_afterwards_is_found() {
        execute("""
                update incident_event
                   set detail = jsonb_set(detail, '{by}', '"ana"')
                 where kind = 'acknowledged'
                """);

        assertThat(ledger.verify())
                .isInstanceOfSatisfying(
                        LedgerState.Broken.class,
                        broken -> assertThat(broken.why())
                                .matches("the detail of the acknowledged line \\d+ of incident 1 was changed"));
    }

    @Test
    void a_line_that_was_taken_out_or_dated_back_is_found() {
        execute("update incident_event set at = at - interval '1 minute' where kind = 'acknowledged'");
        assertThat(ledger.verify()).isInstanceOf(LedgerState.Broken.class);
        execute("update incident_event set at = at + interval '1 minute' where kind = 'acknowledged'");
        assertThat(ledger.verify()).isInstanceOf(LedgerState.Whole.class);

        execute("delete from incident_event where kind = 'acknowledged'");

        assertThat(ledger.verify()).isInstanceOf(LedgerState.Broken.class);
    }

    @Test
    void nobody_changes_the_ledger_itself_by_mistake_and_who_forces_it_is_found() {
        assertThatThrownBy(() -> execute("delete from ledger where position = 2"))
                .hasMessageContaining("the ledger is append-only");
        assertThatThrownBy(() -> execute("truncate ledger")).hasMessageContaining("the ledger is append-only");

        execute("alter table ledger disable trigger ledger_append_only");
        execute("delete from ledger where position = 2");

        assertThat(ledger.verify()).isEqualTo(new LedgerState.Broken(2, "the link is missing, the next is 3"));
    }

    @Test
    void a_person_who_was_erased_is_found_nowhere_and_the_chain_is_whole() {
        var before = whole();

        var erased = new Erasures(house.database).erase("ana");

        assertThat(erased.addresses()).isEqualTo(1);
        assertThat(erased.lines()).isPositive();
        var after = whole();
        assertThat(after.head()).isEqualTo(before.head());
        assertThat(after.erased()).isEqualTo(erased.lines());
        for (var table : new String[] {"incident_event", "page", "incident", "contact"}) {
            assertThat(text(table)).doesNotContain("\"ana\"").doesNotContain(PagingHouse.phone("ana"));
        }
        assertThat(text("delivery")).doesNotContain(PagingHouse.phone("ana"));
        assertThat(house.newest("shop").acknowledgedBy()).contains("bo");
        assertThat(house.timeline(house.newest("shop"))).contains("paged", "acknowledged");
    }

    @Test
    void whoever_has_the_name_as_a_part_of_theirs_stays() {
        house.incidents.acknowledge(house.newest("shop").id(), new Actor("bo", "sms"));
        house.incidents.resolve(house.newest("shop").id(), new Actor("anabel", "console"));

        new Erasures(house.database).erase("ana");

        assertThat(house.newest("shop").resolvedBy()).contains("anabel");
        assertThat(text("incident_event")).contains("anabel");
        assertThat(whole().lines()).isEqualTo(count("ledger"));
    }

    private LedgerState.Whole whole() {
        var state = ledger.verify();
        assertThat(state).isInstanceOf(LedgerState.Whole.class);
        return (LedgerState.Whole) state;
    }

    private long count(String table) {
        return house.database.transact(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private String text(String table) {
        return house.database.transact(
                handle -> handle.createQuery("select coalesce(json_agg(t)::text, '') from %s as t".formatted(table))
                        .mapTo(String.class)
                        .one());
    }

    private void execute(String statement) {
        house.database.run(handle -> handle.execute(statement));
    }
}
