package dev.tocsin.statuspage;

import static dev.tocsin.statuspage.AuthoringHouse.BEGAN;
import static dev.tocsin.statuspage.AuthoringHouse.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.web.Surfaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicIncidentsTest {
    private final AuthoringHouse house = new AuthoringHouse();

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void what_a_person_publishes_is_read_at_once_and_told_to_subscribers() {
        var opened = house.open("Slow checkout", "Payments take a minute.", new When.Now());
        house.clock.advance(Duration.ofMinutes(9));
        house.say(opened, Phase.MONITORING, "A fix is out.");
        house.clock.advance(Duration.ofMinutes(9));
        house.say(opened, Phase.RESOLVED, "All is well.");

        var incident = house.board().incidents().getFirst();
        assertThat(incident.phase()).isEqualTo(Phase.RESOLVED);
        assertThat(incident.impact()).isEqualTo(Impact.MAJOR);
        assertThat(incident.startedAt()).isEqualTo(BEGAN);
        assertThat(incident.monitoringAt()).contains(BEGAN.plus(Duration.ofMinutes(9)));
        assertThat(incident.resolvedAt()).contains(BEGAN.plus(Duration.ofMinutes(18)));
        assertThat(incident.updates())
                .extracting(StatusUpdate::body)
                .containsExactly("All is well.", "A fix is out.", "Payments take a minute.");
        assertThat(house.heard)
                .extracting(Publication::matter)
                .containsOnly(opened.incident())
                .hasSize(3);
    }

    @Test
    void an_open_incident_gives_its_components_a_state_and_takes_it_back_at_its_end() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());
        assertThat(house.component(house.board(), "Shop").status()).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
        assertThat(house.component(house.board(), "API").status()).isEqualTo(ComponentStatus.NO_DATA);

        house.say(opened, Phase.RESOLVED, "Over.");

        assertThat(house.component(house.board(), "Shop").status()).isEqualTo(ComponentStatus.NO_DATA);
    }

    @Test
    void a_draft_is_on_no_surface_until_somebody_publishes_it() {
        var draft = house.open("SECRET-TITLE", "SECRET-BODY", new When.OnWord());

        assertThat(Surfaces.of(house.board())).isNotEmpty().noneMatch(text -> text.contains("SECRET"));
        assertThat(house.component(house.board(), "Shop").status()).isEqualTo(ComponentStatus.NO_DATA);
        assertThat(house.heard).isEmpty();

        house.clock.advance(Duration.ofHours(1));
        written(house.incidents.publish(draft.id(), "bo"));

        assertThat(Surfaces.of(house.board())).anyMatch(text -> text.contains("SECRET-BODY"));
        assertThat(house.board().incidents().getFirst().createdAt()).isEqualTo(BEGAN.plus(Duration.ofHours(1)));
        assertThat(house.heard).hasSize(1);
    }

    @Test
    void an_embargo_holds_to_the_second_on_every_surface() {
        house.open("SECRET-TITLE", "SECRET-BODY", new When.At(BEGAN.plusSeconds(60)));

        house.clock.advance(Duration.ofSeconds(59));
        house.incidents.publishDue();
        assertThat(Surfaces.of(house.board())).noneMatch(text -> text.contains("SECRET"));
        assertThat(house.heard).isEmpty();

        house.clock.advance(Duration.ofSeconds(1));
        house.incidents.publishDue();
        house.incidents.publishDue();
        assertThat(Surfaces.of(house.board())).anyMatch(text -> text.contains("SECRET-TITLE"));
        assertThat(house.heard).hasSize(1);
    }

    @Test
    void an_embargoed_update_of_a_public_incident_changes_nothing_of_it_before() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());
        house.incidents.say(
                opened.incident(),
                new Words(
                        Phase.RESOLVED,
                        "SECRET",
                        Optional.of(Impact.CRITICAL),
                        Set.of(house.id("API")),
                        Optional.empty(),
                        false),
                new When.At(BEGAN.plusSeconds(60)),
                "ana");

        var incident = house.board().incidents().getFirst();
        assertThat(incident.phase()).isEqualTo(Phase.INVESTIGATING);
        assertThat(incident.impact()).isEqualTo(Impact.MAJOR);
        assertThat(incident.components()).containsExactly(house.id("Shop"));
        assertThat(Surfaces.of(house.board())).noneMatch(text -> text.contains("SECRET"));
    }

    @Test
    void an_edit_is_shown_with_what_stood_there_and_the_chain_tells_who_did_it() {
        var opened = house.open("Slow checkout", "Nobody is touched.", new When.Now());
        house.clock.advance(Duration.ofMinutes(5));
        house.incidents.edit(opened.id(), opened.words().with("Some are touched."), new When.Now(), "bo");

        var update = house.board().incidents().getFirst().updates().getFirst();
        assertThat(update.body()).isEqualTo("Some are touched.");
        assertThat(update.earlier())
                .containsExactly(new StatusUpdate.Wording("Nobody is touched.", BEGAN.plus(Duration.ofMinutes(5))));
        assertThat(Surfaces.text(house.board(), "/incidents/" + opened.incident()))
                .contains("Nobody is touched.", "Edited");
        var trail = house.incidents.trail(opened.incident());
        assertThat(trail).extracting(Change::kind).containsExactly("opened", "published", "edited");
        assertThat(trail).extracting(Change::actor).containsExactly("ana", "ana", "bo");
        assertThat(Chain.firstBreak(trail)).isEmpty();
    }

    @Test
    void how_a_draft_read_before_is_nobodys_business() {
        var draft = house.open("Slow checkout", "SECRET", new When.OnWord());
        house.incidents.edit(draft.id(), draft.words().with("Payments fail."), new When.OnWord(), "ana");
        written(house.incidents.publish(draft.id(), "ana"));

        assertThat(Surfaces.of(house.board())).noneMatch(text -> text.contains("SECRET"));
    }

    @Test
    void a_dropped_draft_leaves_nothing_but_its_trail() {
        var draft = house.open("Slow checkout", "Payments fail.", new When.OnWord());

        assertThat(house.incidents.drop(draft.id(), "ana")).isInstanceOf(Saying.Done.class);
        assertThat(house.incidents.find(draft.id())).isEmpty();
        assertThat(house.incidents.say(draft.incident(), Words.of(Phase.RESOLVED, "x"), new When.Now(), "ana"))
                .isEqualTo(new Saying.Unknown(draft.incident()));
        assertThat(house.incidents.trail(draft.incident()))
                .extracting(Change::kind)
                .containsExactly("opened", "drafted", "dropped");
    }

    @Test
    void what_customers_have_read_can_be_corrected_and_not_dropped() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());

        assertThat(house.incidents.drop(opened.id(), "ana")).isInstanceOf(Saying.OutOfTurn.class);
        assertThat(house.board().incidents()).hasSize(1);
    }

    @Test
    void a_post_mortem_follows_the_end() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());
        var early = house.incidents.say(
                opened.incident(), Words.of(Phase.POSTMORTEM, "We learned."), new When.Now(), "ana");
        house.clock.advance(Duration.ofMinutes(5));
        house.say(opened, Phase.RESOLVED, "Over.");
        house.clock.advance(Duration.ofDays(2));
        house.say(opened, Phase.POSTMORTEM, "We learned.");

        assertThat(early).isInstanceOf(Saying.OutOfTurn.class);
        var incident = house.board().incidents().getFirst();
        assertThat(incident.phase()).isEqualTo(Phase.POSTMORTEM);
        assertThat(incident.resolvedAt()).contains(BEGAN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void a_person_may_say_that_it_was_less_than_it_seemed() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());

        house.incidents.rename(opened.incident(), Optional.of("Slow payments"), Optional.of(Impact.MINOR), "ana");

        var incident = house.board().incidents().getFirst();
        assertThat(incident.name()).isEqualTo("Slow payments");
        assertThat(incident.impact()).isEqualTo(Impact.MINOR);
    }

    @Test
    void a_silent_update_is_read_and_told_to_nobody() {
        var opened = house.open("Slow checkout", "Payments fail.", new When.Now());
        house.incidents.say(
                opened.incident(), Words.of(Phase.IDENTIFIED, "A word.").inSilence(), new When.Now(), "ana");

        assertThat(house.board().incidents().getFirst().updates()).hasSize(2);
        assertThat(house.heard).hasSize(1);
    }

    @Test
    void drafts_are_found_by_their_state() {
        house.open("One", "1", new When.Now());
        house.open("Two", "2", new When.OnWord());
        house.open("Three", "3", new When.At(BEGAN.plusSeconds(60)));

        assertThat(titles("draft")).containsExactly("Two");
        assertThat(titles("embargoed")).containsExactly("Three");
        assertThat(titles("published")).containsExactly("One");
    }

    private List<String> titles(String state) {
        return house.incidents.page(Optional.of(state), Optional.empty(), BEGAN.plusSeconds(1), 10).stream()
                .map(Written::title)
                .toList();
    }
}
