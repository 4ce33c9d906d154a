package dev.tocsin.statuspage.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.statuspage.AuthoringHouse;
import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.Drafts;
import dev.tocsin.statuspage.MaintenancePlan;
import dev.tocsin.statuspage.Phase;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.When;
import dev.tocsin.statuspage.Words;
import dev.tocsin.statuspage.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DraftPreviewTest {
    private final AuthoringHouse house = new AuthoringHouse();
    private final StatusPages pages = new StatusPages(house::board, house.board(), house.clock);
    private final PreviewLinks links = new PreviewLinks(new Secret("key"));
    private final Drafts drafts = new Drafts(house.postgres.database());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_draft_is_read_as_customers_would_read_it_by_whoever_has_the_link() {
        var draft = house.open("Slow checkout", "Not yet said.", new When.OnWord());
        pages.refresh();

        assertThat(shown(draft, ""))
                .contains("class=\"ribbon\"", "noindex", "Slow checkout", "Not yet said.", "<bdi>Shop</bdi>")
                .doesNotContain("rel=\"canonical\"");
        assertThat(shown(draft, "de")).contains("Entwurf", "Not yet said.");
        assertThat(pages.current().paths())
                .noneMatch(path -> path.contains(draft.incident().value()));
    }

    @Test
    void a_drafted_update_stands_above_what_was_said() {
        var told = house.open("Slow checkout", "We look into it.", new When.Now());
        var draft = AuthoringHouse.written(house.incidents.say(
                told.incident(), Words.of(Phase.RESOLVED, "It is over."), new When.OnWord(), "ana"));

        assertThat(shown(draft, "")).containsSubsequence("It is over.", "We look into it.");
    }

    @Test
    void drafted_maintenance_is_shown_with_its_times() {
        var plan = new MaintenancePlan(
                "New disks",
                "We change disks.",
                Set.of(),
                AuthoringHouse.BEGAN.plus(Duration.ofDays(2)),
                AuthoringHouse.BEGAN.plus(Duration.ofDays(3)),
                true,
                ComponentStatus.OPERATIONAL,
                Optional.empty());
        var planned = AuthoringHouse.maintenance(house.maintenances.schedule(plan, new When.OnWord(), "ana"));
        var draft = house.incidents
                .page(Optional.of("draft"), Optional.of(planned.id()), AuthoringHouse.BEGAN.plusSeconds(1), 1)
                .getFirst();

        assertThat(shown(draft, "")).contains("class=\"ribbon\"", "New disks", "25 Nov 2026, 15:50");
    }

    @Test
    void a_link_ends_after_an_hour_and_one_that_was_made_up_never_began() {
        var id = new PublicId("u00000000001");
        var began = AuthoringHouse.BEGAN;
        var token = token(links, id, began);

        assertThat(links.read(token, began.plus(Duration.ofMinutes(59)))).contains(id);
        assertThat(links.read(token, began.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(links.read(token(new PreviewLinks(new Secret("other")), id, began), began))
                .isEmpty();
        assertThat(links.read(token.replace("u00000000001", "u00000000002"), began))
                .isEmpty();
    }

    @Test
    void once_it_is_published_the_link_leads_to_the_page() {
        var draft = house.open("Slow checkout", "Not yet said.", new When.OnWord());
        AuthoringHouse.written(house.incidents.publish(draft.id(), "ana"));

        assertThat(drafts.read(draft.id())).contains(new Drafts.Draft.Published("/incidents/" + draft.incident()));
    }

    private String shown(Written draft, String language) {
        return new Forms(pages)
                .draft(Language.of(language), drafts.read(draft.id()).orElseThrow());
    }

    private static String token(PreviewLinks links, PublicId update, Instant now) {
        return links.to(update, now).path().substring("/preview/".length());
    }
}
