package dev.tocsin.incidents.paging;

import static dev.tocsin.incidents.PagingHouse.after;
import static dev.tocsin.incidents.PagingHouse.now;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ana is texted at once, and again after 3 minutes.
final class StormTest {
    private final PagingHouse house = new PagingHouse();

    @BeforeEach
    void twice() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(3)));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void one_incident_is_told_as_ever() {
        house.down("shop");
        house.work();
        house.pass(ofMinutes(3));

        assertThat(texts()).hasSize(2).allSatisfy(text -> assertThat(text).startsWith("SHOP DOWN since"));
    }

    @Test
    void first_pages_go_at_once_and_further_ones_are_folded_into_one_message() {
        house.down("shop", "api", "mail");
        house.work();
        assertThat(texts()).hasSize(3).allSatisfy(text -> assertThat(text).contains(" DOWN since"));

        house.pass(ofMinutes(3));
        house.pass(ofMinutes(1));

        assertThat(texts()).hasSize(5);
        assertThat(texts().get(3)).startsWith("SHOP DOWN since");
        assertThat(texts().get(4)).startsWith("2 more: ").contains("API DOWN (2a)", "MAIL DOWN (3a)");
    }

    @Test
    void a_hundred_incidents_are_a_hundred_first_pages_and_then_one_digest_a_minute_that_names_each() {
        var names = IntStream.range(0, 100).mapToObj("m%03d"::formatted).toArray(String[]::new);
        house.watch(names);
        house.down(names);
        house.work();
        assertThat(texts()).hasSize(100);

        for (var minute = 0; minute < 40 && waiting(); minute++) {
            var before = texts().size();
            house.pass(ofSeconds(60));
            assertThat(digests(texts().subList(before, texts().size()))).hasSizeLessThanOrEqualTo(1);
        }

        var told = String.join("\n", digests(texts()));
        assertThat(Stream.of(names).map(name -> house.newest(name).id() + " "))
                .allSatisfy(id -> assertThat(told).contains(id));
    }

    @Test
    void a_storm_that_goes_on_is_told_in_one_digest_a_minute() {
        house.reach(now(Medium.SMS), now(Medium.SMS));
        var names = IntStream.range(0, 13).mapToObj("m%03d"::formatted).toArray(String[]::new);
        house.watch(names);
        house.down(Arrays.copyOf(names, 11));
        house.work();
        var first = digests(texts()).size();

        house.pass(ofSeconds(10));
        house.down(names[11], names[12]);
        house.work();
        assertThat(digests(texts())).hasSize(first);
        house.pass(ofSeconds(50));

        assertThat(digests(texts())).hasSize(first + 1).last().asString().contains("M011", "M012");
    }

    @Test
    void what_somebody_has_taken_meanwhile_is_not_named_any_more() {
        house.down("shop", "api", "mail");
        house.work();
        acknowledge("api");
        house.pass(ofMinutes(3));
        house.pass(ofMinutes(1));
        assertThat(digests(texts())).singleElement().asString().contains("MAIL").doesNotContain("API");
    }

    @Test
    void a_digest_of_which_nothing_is_left_does_not_leave() {
        house.down("shop", "api");
        house.work();
        acknowledge("shop");
        acknowledge("api");

        house.pass(ofMinutes(3));
        house.pass(ofMinutes(1));

        assertThat(texts()).hasSize(2);
    }

    @Test
    void a_digest_that_does_not_arrive_is_made_up_for_like_every_page_in_it() {
        house.reach(now(Medium.SMS), after(Medium.SMS, ofMinutes(1)), after(Medium.EMAIL, ofMinutes(4)));
        house.down("shop", "api");
        house.work();
        house.pass(ofMinutes(1));
        house.sms.answerNext(new Outcome.Refused("21211: no such number"));
        house.pass(ofMinutes(1));
        house.work();

        assertThat(house.timeline(house.newest("api"))).contains("undelivered");
        assertThat(house.mailed()).containsExactly("ana");
        assertThat(house.timeline(house.newest("shop"))).doesNotContain("undelivered");
    }

    private boolean waiting() {
        return house.database.transact(handle -> handle.createQuery(
                        "select exists (select from delivery where state = 'pending' and topic = 'digest')")
                .mapTo(Boolean.class)
                .one());
    }

    private void acknowledge(String monitor) {
        Incident incident = house.newest(monitor);
        house.incidents.acknowledge(incident.id(), new Actor("ana", "sms"));
    }

    private List<String> texts() {
        return house.sms.got().stream()
                .filter(delivery -> delivery.message().recipient().equals(PagingHouse.phone("ana")))
                .map(delivery -> delivery.message().text())
                .toList();
    }

    private static List<String> digests(List<String> texts) {
        return texts.stream().filter(text -> text.contains(" more: ")).toList();
    }
}
