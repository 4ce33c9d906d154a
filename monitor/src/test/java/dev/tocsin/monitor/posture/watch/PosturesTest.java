package dev.tocsin.monitor.posture.watch;

import static dev.tocsin.monitor.posture.watch.PostureHouse.HOUR;
import static dev.tocsin.monitor.posture.watch.PostureHouse.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Evidence;
import dev.tocsin.monitor.Observation;
import dev.tocsin.monitor.PostureFacts.Found;
import dev.tocsin.monitor.PostureFacts.Leaf;
import dev.tocsin.monitor.maintenance.Maintenance;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.PosturePolicy.Wish;
import dev.tocsin.monitor.posture.PostureSources;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.Severity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PosturesTest {
    /// Which transaction wrote each row last.
    private static final String ROWS = """
            select string_agg(cast(xmin as text), ' ' order by check_id)
                   || (select string_agg(cast(xmin as text), ' ') from posture_certificate)
              from posture_finding
            """;

    private final PostureHouse house = new PostureHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void the_first_look_is_the_baseline_and_calls_nobody() {
        house.serve("hsts.present", "fail", "major", "no header");

        house.pass(HOUR.multipliedBy(5));

        assertThat(house.news).isEmpty();
        assertThat(house.finding("hsts.present").accepted()).contains("major:fail");
        assertThat(house.looks).hasSize(6);
    }

    @Test
    void what_is_critical_calls_on_the_first_look_once_a_second_one_half_a_minute_later_confirms_it() {
        house.serve("cert.expired", "fail", "critical", "not after yesterday");

        house.pass(HOUR);

        assertThat(house.told()).containsExactly("cert.expiry <- cert.expired critical");
        assertThat(Duration.between(house.looks.get(0), house.looks.get(1))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void what_is_critical_for_one_look_only_calls_nobody() {
        house.mend("cert.trust");
        house.begin();
        house.flash("cert.trust", "fail", "critical");
        house.pass(HOUR.multipliedBy(3));

        assertThat(house.looks).hasSize(4);
        assertThat(house.news).isEmpty();
    }

    @Test
    void a_header_that_goes_away_calls_after_two_of_three_looks_with_what_was_there_before() {
        house.serve("hsts.present", "pass", "info", "max-age=63072000");
        house.begin();

        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR);
        assertThat(house.told()).isEmpty();
        house.pass(HOUR);

        assertThat(house.told()).containsExactly("hsts.present <- hsts.present major");
        var step = house.news.getFirst().worse().getFirst();
        assertThat(step.before()).isEqualTo("max-age=63072000");
        assertThat(step.since()).isEqualTo(house.looks.getFirst());
    }

    @Test
    void it_is_over_after_three_clean_looks_in_a_row_at_every_address() {
        house.mend("hsts.present");
        house.begin();
        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR.multipliedBy(2));

        house.mend("hsts.present");
        house.pass(HOUR.multipliedBy(2));
        assertThat(house.over()).isEmpty();
        house.whole = false;
        house.pass(HOUR.multipliedBy(2));
        assertThat(house.over()).isEmpty();
        house.whole = true;
        house.pass(HOUR);

        assertThat(house.over()).containsExactly("hsts.present");
        assertThat(house.news.getLast().better().getFirst().after()).isEqualTo("in order");
    }

    @Test
    void a_look_that_saw_nothing_and_a_check_that_was_not_tested_clear_nothing() {
        house.mend("hsts.present");
        house.begin();
        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR.multipliedBy(2));

        house.serve("hsts.present", "untested", "info", "");
        house.pass(HOUR.multipliedBy(4));
        house.instead = Optional.of(new Observation.Failed(Evidence.none(house.clock.instant()), "refused"));
        house.pass(HOUR.multipliedBy(4));

        assertThat(house.over()).isEmpty();
        assertThat(house.finding("hsts.present").verdict().word()).isEqualTo("untested");
    }

    @Test
    void an_expiry_that_crosses_its_levels_is_one_story() {
        house.mend("cert.expiry");
        house.mend("cert.expired");
        house.begin();
        house.serve("cert.expiry", "warn", "minor", "20 days left");
        house.pass(HOUR.multipliedBy(2));
        house.serve("cert.expiry", "fail", "major", "10 days left");
        house.pass(HOUR.multipliedBy(2));
        house.serve("cert.expiry", "info", "info", "see cert.expired");
        house.serve("cert.expired", "fail", "critical", "over");
        house.pass(HOUR.multipliedBy(2));

        assertThat(house.told())
                .containsExactly(
                        "cert.expiry <- cert.expiry minor",
                        "cert.expiry <- cert.expiry major",
                        "cert.expiry <- cert.expired critical");
        assertThat(house.news)
                .extracting(PostureNews::severity)
                .containsExactly(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);
    }

    @Test
    void all_that_one_look_brings_is_one_story_and_what_only_follows_is_not_told() {
        house.begin();
        house.mend("cert.trust");
        house.mend("cert.per-address");
        house.mend("cookie.secure");
        house.pass(HOUR);
        house.serve("cert.trust", "fail", "critical", "unknown issuer");
        house.serve("cert.per-address", "fail", "critical", "1 of 3");
        house.serve("cookie.secure", "fail", "major", "session");
        house.pass(HOUR);

        assertThat(house.told())
                .containsExactly("cert.trust <- cert.trust critical", "cert.trust <- cookie.secure major");
        assertThat(house.news).hasSize(1);
    }

    @Test
    void announced_work_puts_the_call_off_until_it_is_over() {
        house.mend("hsts.present");
        house.begin();
        house.maintenances.add(new Maintenance(
                "patching",
                Set.of("shop"),
                LocalDateTime.ofInstant(house.clock.instant(), ZoneOffset.UTC),
                HOUR.multipliedBy(4),
                ZoneOffset.UTC,
                Optional.empty()));
        house.serve("hsts.present", "fail", "major", "");

        house.pass(HOUR.multipliedBy(3));
        assertThat(house.told()).isEmpty();
        assertThat(house.finding("hsts.present").verdict().word()).isEqualTo("fail");
        house.pass(HOUR.multipliedBy(2));

        assertThat(house.told()).containsExactly("hsts.present <- hsts.present major");
    }

    @Test
    void a_check_that_is_switched_off_ends_its_story() {
        house.mend("csp.present");
        house.begin();
        house.serve("csp.present", "fail", "minor", "");
        house.pass(HOUR.multipliedBy(2));

        house.apply(with(new PosturePolicy(Profile.BASIC, Map.of("csp.present", new Wish.Off()), List.of())));
        house.pass(HOUR);

        assertThat(house.over()).containsExactly("csp.present");
        assertThat(house.record().findings())
                .extracting(PostureRecord.Standing::check)
                .doesNotContain("csp.present");
    }

    @Test
    void an_accepted_risk_calls_nobody_until_its_end_and_then_by_itself() {
        // The site's findings come with what was accepted applied, as a look hands them over.
        house.serve("tls.version.floor", "info", "info", "accepted until then");
        house.begin();

        house.serve("tls.version.floor", "fail", "minor", "TLS 1.0");
        house.pass(HOUR.multipliedBy(2));

        assertThat(house.told()).containsExactly("tls.version.floor <- tls.version.floor minor");
    }

    @Test
    void another_profile_is_another_baseline() {
        house.mend("hsts.subdomains");
        house.begin();
        house.serve("hsts.subdomains", "warn", "minor", "");

        house.apply(PostureMeasure.of(Profile.STRICT));
        house.pass(HOUR.multipliedBy(3));

        assertThat(house.told()).isEmpty();
        assertThat(house.record().state().profile()).isEqualTo("strict");
    }

    @Test
    void a_target_that_comes_back_is_told_of_again() {
        house.mend("hsts.present");
        house.begin();
        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR.multipliedBy(2));
        house.removed();
        house.apply(PostureMeasure.of(Profile.BASIC));

        house.pass(HOUR);

        assertThat(house.told()).hasSize(2);
    }

    @Test
    void every_certificate_is_kept_and_a_new_issuer_is_told_at_once() {
        house.leaves.add(leaf("aa", "CN=Old Authority"));
        house.begin();
        house.leaves.set(0, leaf("bb", "CN=New Authority"));
        house.pass(HOUR.multipliedBy(4));

        assertThat(house.told()).containsExactly("cert.issuer <- cert.issuer minor");
        assertThat(house.over()).containsExactly("cert.issuer");
        assertThat(house.record().certificates())
                .extracting(PostureRecord.Certificate::sha256)
                .containsExactly("bb", "aa");
        assertThat(house.record().certificates().getLast().lastSeenAt()).isBefore(house.looks.getFirst());
        assertThat(house.record().state().renewAt()).contains(START.plus(Duration.ofDays(30)));
    }

    @Test
    void addresses_that_show_their_certificates_in_turn_are_no_change() {
        house.leaves.add(leaf("aa", "CN=One"));
        house.leaves.add(leaf("bb", "CN=Other"));
        house.begin();
        house.leaves.add(house.leaves.removeFirst());
        house.pass(HOUR.multipliedBy(2));

        assertThat(house.told()).isEmpty();
    }

    @Test
    void a_key_that_is_not_pinned_is_told_wherever_it_is_served() {
        house.apply(new PostureMeasure(
                PosturePolicy.of(Profile.BASIC), Set.of("key-aa"), Optional.empty(), PostureSources.NONE));
        house.leaves.add(leaf("aa", "CN=One"));
        house.begin();
        house.leaves.add(leaf("bb", "CN=One"));
        house.pass(HOUR.multipliedBy(2));

        assertThat(house.told()).containsExactly("cert.key <- cert.key major");
    }

    @Test
    void each_change_of_a_check_is_kept_with_its_time() {
        house.mend("hsts.present");
        house.begin();
        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR.multipliedBy(2));
        house.mend("hsts.present");
        house.pass(HOUR);

        assertThat(house.record().changes())
                .extracting(change -> change.verdict().word() + " " + change.at())
                .containsExactly("pass " + house.looks.get(2), "fail " + house.looks.get(0));
        assertThat(house.finding("hsts.present").since()).isEqualTo(house.looks.get(2));
    }

    @Test
    void the_days_of_a_domain_at_risk_are_counted_from_the_first_look_that_found_it() {
        house.mend("hsts.preload-at-risk");
        house.begin();
        house.serve("hsts.preload-at-risk", "fail", "major", "header.preloadable.max_age.missing");
        house.pass(Duration.ofDays(2).plus(HOUR));

        assertThat(house.finding("hsts.preload-at-risk").summary()).isEqualTo("preload at risk, day 3 of 30");
    }

    @Test
    void the_last_clean_run_is_kept_while_something_is_found_and_moves_on_after_it() {
        house.begin();
        house.pass(HOUR.multipliedBy(3));
        var clean = house.looks.getLast();
        assertThat(graded().cleanAt()).contains(clean);

        house.serve("hsts.present", "fail", "major", "no header");
        house.pass(HOUR.multipliedBy(3));
        assertThat(graded().cleanAt()).contains(clean);
        assertThat(graded().lookedAt()).isEqualTo(house.looks.getLast());
        assertThat(graded().target()).isEqualTo("https://shop.test/");

        house.mend("hsts.present");
        house.pass(HOUR.multipliedBy(3));
        assertThat(graded().cleanAt()).contains(house.looks.getLast());
    }

    private PostureGrades.Graded graded() {
        return house.database()
                .transact(handle -> new PostureGrades().of(handle, List.of("shop", "other")))
                .getFirst();
    }

    @Test
    void a_look_that_finds_what_is_known_writes_its_time_and_nothing_else() {
        house.leaves.add(leaf("aa", "CN=One"));
        house.serve("hsts.present", "fail", "major", "no header");
        house.pass(HOUR.multipliedBy(5));
        var before = house.one(ROWS);

        house.pass(HOUR.multipliedBy(3));

        assertThat(house.one(ROWS)).isEqualTo(before);
        assertThat(house.record().state().lookedAt()).isEqualTo(house.looks.getLast());
        assertThat(house.record().certificates().getFirst().lastSeenAt()).isEqualTo(house.looks.getLast());
        house.leaves.clear();
        house.pass(HOUR.multipliedBy(2));
        assertThat(house.record().certificates().getFirst().lastSeenAt()).isBefore(house.looks.getLast());
    }

    @Test
    void once_a_day_everything_is_written_whatever_was_found() {
        house.leaves.add(leaf("aa", "CN=One"));
        house.pass(HOUR.multipliedBy(5));

        house.pass(HOUR.multipliedBy(12));

        assertThat(house.one("select cast(date(last_seen_at at time zone 'utc') as text) from posture_certificate"))
                .isEqualTo("2026-11-26");
    }

    @Test
    void a_target_that_was_left_alone_for_long_and_comes_back_is_told_of_again() {
        house.mend("hsts.present");
        house.begin();
        house.serve("hsts.present", "fail", "major", "");
        house.pass(HOUR.multipliedBy(5));
        assertThat(house.told()).hasSize(1);
        house.removed();
        house.apply(PostureMeasure.of(Profile.BASIC));

        house.pass(HOUR);

        assertThat(house.told()).hasSize(2);
    }

    @Test
    void a_risk_that_was_accepted_of_what_only_a_memory_tells_counts_again_by_itself() {
        var until = START.plus(HOUR.multipliedBy(8));
        house.apply(new PostureMeasure(
                new PosturePolicy(
                        Profile.BASIC, Map.of(), List.of(new PosturePolicy.AcceptedRisk("cert.key", "moving", until))),
                Set.of("key-bb"),
                Optional.empty(),
                PostureSources.NONE));
        house.leaves.add(leaf("aa", "CN=One"));
        house.pass(HOUR.multipliedBy(7));
        assertThat(house.told()).isEmpty();

        house.pass(HOUR.multipliedBy(3));

        assertThat(house.told()).containsExactly("cert.key <- cert.key major");
    }

    @Test
    void a_change_of_issuer_counts_in_what_is_bad_as_long_as_it_is_told() {
        house.leaves.add(leaf("aa", "CN=Old Authority"));
        house.begin();
        house.leaves.set(0, leaf("bb", "CN=New Authority"));

        house.pass(HOUR);
        assertThat(house.finding("cert.issuer").verdict().word()).isEqualTo("warn");
        assertThat(house.record().state().bad(Severity.MINOR)).isEqualTo(1);
        house.pass(HOUR);

        assertThat(house.record().state().bad(Severity.MINOR)).isZero();
    }

    @Test
    void what_was_carried_over_keeps_the_time_at_which_it_was_seen() {
        var seen = Optional.of(START.minus(HOUR));
        house.site.put("tls.dh", new Found("tls.dh", "warn", "minor", "DHE", "", seen));
        house.begin();
        assertThat(house.finding("tls.dh").seenAt()).isEqualTo(seen);

        house.serve("tls.dh", "warn", "minor", "");
        house.pass(HOUR);

        assertThat(house.finding("tls.dh").seenAt()).isEmpty();
    }

    @Test
    void findings_commit_with_the_look_that_found_them() {
        house.mend("hsts.present");
        house.begin();
        house.database().run(handle -> handle.execute("drop table posture_change"));
        house.serve("hsts.present", "fail", "major", "");

        house.pass(HOUR);

        assertThat(house.looks).hasSize(1);
        assertThat(house.one("select verdict from posture_finding where check_id = 'hsts.present'"))
                .isEqualTo("pass");
        assertThat(house.one("select count(*) from observation")).isEqualTo("2");
    }

    private static PostureMeasure with(PosturePolicy policy) {
        return new PostureMeasure(policy, Set.of(), Optional.empty(), PostureSources.NONE);
    }

    private static Leaf leaf(String sha256, String issuer) {
        return new Leaf(
                sha256,
                "CN=shop.test",
                issuer,
                "key-" + sha256,
                List.of("shop.test"),
                "1",
                START.minus(Duration.ofDays(30)),
                START.plus(Duration.ofDays(60)),
                List.of("192.0.2.1:443"));
    }
}
