package dev.tocsin.statuspage.subscribers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PublicId;
import dev.tocsin.statuspage.subscribers.Wish.News;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WishTest {
    private static final PublicId INCIDENT = new PublicId("incident0001");
    private static final PublicId SHOP = new PublicId("shop00000001");
    private static final PublicId MAIL = new PublicId("mail00000001");

    @Test
    void somebody_hears_of_their_own_components_and_of_what_touches_everybody() {
        var wish = new Wish(Set.of(SHOP), false, Optional.empty(), Impact.NONE);

        assertThat(wish.wants(news(Impact.MINOR, SHOP, MAIL))).isTrue();
        assertThat(wish.wants(news(Impact.CRITICAL, MAIL))).isFalse();
        assertThat(wish.wants(news(Impact.MINOR))).isTrue();
    }

    @Test
    void an_impact_is_heard_of_from_the_one_that_was_chosen() {
        var wish = new Wish(Set.of(), false, Optional.empty(), Impact.MAJOR);

        assertThat(wish.wants(news(Impact.MINOR, SHOP))).isFalse();
        assertThat(wish.wants(news(Impact.MAJOR, SHOP))).isTrue();
        assertThat(wish.wants(new News(INCIDENT, true, Impact.NONE, List.of(SHOP))))
                .isTrue();
    }

    @Test
    void whoever_wants_maintenance_alone_hears_of_no_incident() {
        var wish = new Wish(Set.of(), true, Optional.empty(), Impact.NONE);

        assertThat(wish.wants(news(Impact.CRITICAL, SHOP))).isFalse();
        assertThat(wish.wants(new News(INCIDENT, true, Impact.NONE, List.of()))).isTrue();
    }

    @Test
    void whoever_follows_one_incident_hears_of_no_other() {
        var wish = new Wish(Set.of(MAIL), false, Optional.of(INCIDENT), Impact.CRITICAL);

        assertThat(wish.wants(news(Impact.NONE, SHOP))).isTrue();
        assertThat(wish.wants(new News(new PublicId("incident0002"), false, Impact.CRITICAL, List.of(MAIL))))
                .isFalse();
    }

    private static News news(Impact impact, PublicId... components) {
        return new News(INCIDENT, false, impact, List.of(components));
    }
}
