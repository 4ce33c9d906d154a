package dev.tocsin.monitor.posture.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever a site does, and however looks go.
class PostureFoldLawsTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<String> CHECKS = List.of(
            "tls.connect",
            "cert.expiry",
            "cert.expired",
            "cert.trust",
            "cert.per-address",
            "hsts.present",
            "hsts.on-errors");

    /// What one look says, without its time.
    record Look(boolean whole, boolean held, Map<String, Sighting> sightings) {}

    @Provide
    Arbitrary<List<Look>> looks() {
        var sighting = Combinators.combine(Arbitraries.of(PostureVerdict.values()), Arbitraries.of(Severity.values()))
                .as((verdict, severity) -> new Sighting(
                        verdict,
                        verdict.compareTo(PostureVerdict.WARN) < 0 ? Severity.INFO : severity,
                        "seen",
                        verdict + " " + severity,
                        Optional.empty()));
        var sightings = Arbitraries.maps(Arbitraries.of(CHECKS), sighting).ofMinSize(1);
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
                        sightings)
                .as(Look::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    private interface Step {
        void seen(int index, Run run, Map<String, Course> before, PostureFold.Folded folded);
    }

    private static Map<String, Course> fold(List<Look> looks, Step step) {
        Map<String, Course> courses = Map.of();
        for (var index = 0; index < looks.size(); index++) {
            var look = looks.get(index);
            var run = new Run(
                    START.plus(Duration.ofHours(index)),
                    look.whole(),
                    look.held(),
                    index == 0,
                    Set.of(),
                    look.sightings());
            var folded = PostureFold.after(courses, run);
            step.seen(index, run, courses, folded);
            courses = folded.courses();
        }
        return courses;
    }

    private static Course course(PostureFold.Folded folded, PostureNews.Step step) {
        return Objects.requireNonNull(folded.courses().get(step.check()));
    }

    @Property
    void nobody_is_called_by_one_look_alone_nor_for_what_was_accepted(@ForAll("looks") List<Look> looks) {
        fold(
                looks,
                (index, run, before, folded) -> folded.news()
                        .forEach(news -> news.worse().forEach(worse -> {
                            var witnesses = looks.subList(0, index + 1).stream()
                                    .map(look -> look.sightings().get(worse.check()))
                                    .filter(sighting -> sighting != null && sighting.tested())
                                    .toList();
                            var recent = witnesses.subList(Math.max(0, witnesses.size() - 3), witnesses.size());
                            var accepted = course(folded, worse).accepted();
                            assertThat(recent.stream()
                                            .filter(sighting -> sighting.level().worseThan(accepted)))
                                    .hasSizeGreaterThanOrEqualTo(2);
                            assertThat(index).isPositive();
                        })));
    }

    @Property
    void two_bad_looks_of_the_last_three_always_call_unless_somebody_was_called(@ForAll("looks") List<Look> looks) {
        fold(looks, (index, run, before, folded) -> {
            var course = folded.courses().get("tls.connect");
            var sighting = run.sightings().get("tls.connect");
            if (course == null || sighting == null || !sighting.tested() || run.held()) {
                return;
            }
            var bad = course.recent().stream()
                    .filter(level -> level.worseThan(course.accepted()) && level.severity() != Severity.INFO)
                    .count();
            if (bad >= 2) {
                assertThat(course.alarm()).isPresent();
            }
        });
    }

    @Property
    void nobody_is_called_while_something_holds_the_calls(@ForAll("looks") List<Look> looks) {
        fold(looks, (index, run, before, folded) -> {
            if (run.held()) {
                assertThat(folded.news())
                        .allSatisfy(news -> assertThat(news.worse()).isEmpty());
                assertThat(folded.doubt()).isFalse();
            }
        });
    }

    @Property
    void what_was_not_tested_or_not_at_every_address_clears_nothing(@ForAll("looks") List<Look> looks) {
        fold(
                looks,
                (index, run, before, folded) -> folded.news()
                        .forEach(news -> news.better().forEach(better -> {
                            assertThat(run.whole()).isTrue();
                            var clean = 0;
                            for (var i = index; i >= 0 && clean < 3; i--) {
                                var sighting = looks.get(i).sightings().get(better.check());
                                if (sighting != null
                                        && sighting.tested()
                                        && looks.get(i).whole()) {
                                    assertThat(sighting.level().worseThan(levelAccepted(before, better.check())))
                                            .isFalse();
                                    clean++;
                                }
                            }
                            assertThat(clean).isEqualTo(3);
                        })));
    }

    private static Level levelAccepted(Map<String, Course> courses, String check) {
        return Objects.requireNonNull(courses.get(check)).accepted();
    }

    @Property
    void a_story_has_one_beginning_and_ends_at_most_once(@ForAll("looks") List<Look> looks) {
        var open = new HashSet<String>();
        fold(
                looks,
                (index, run, before, folded) -> folded.news().forEach(news -> {
                    if (!news.worse().isEmpty()) {
                        open.add(news.cause());
                    }
                    assertThat(open).contains(news.cause());
                    if (news.over()) {
                        open.remove(news.cause());
                    }
                }));
    }

    @Property
    void while_a_check_is_in_a_story_it_is_told_again_only_when_it_is_worse(@ForAll("looks") List<Look> looks) {
        var told = new HashMap<String, Level>();
        fold(
                looks,
                (index, run, before, folded) -> folded.news().forEach(news -> {
                    news.better().forEach(better -> told.remove(better.check()));
                    news.worse().forEach(worse -> {
                        var level = course(folded, worse).alarm().orElseThrow().level();
                        var last = told.put(worse.check(), level);
                        assertThat(last == null || level.worseThan(last)).isTrue();
                    });
                }));
    }

    @Property
    void three_clean_looks_at_every_address_end_every_story(@ForAll("looks") List<Look> looks) {
        var all = new ArrayList<>(looks);
        var clean = new HashMap<String, Sighting>();
        CHECKS.forEach(check ->
                clean.put(check, new Sighting(PostureVerdict.PASS, Severity.INFO, "in order", "", Optional.empty())));
        for (var i = 0; i < 3; i++) {
            all.add(new Look(true, false, clean));
        }

        var courses = fold(all, (index, run, before, folded) -> {});

        assertThat(courses.values()).allSatisfy(course -> {
            assertThat(course.alarm()).isEmpty();
            assertThat(course.accepted()).isEqualTo(Level.CLEAN);
        });
    }

    @Property
    void what_only_follows_is_never_told_beside_its_cause(@ForAll("looks") List<Look> looks) {
        fold(
                looks,
                (index, run, before, folded) -> folded.news()
                        .forEach(news -> news.worse().forEach(worse -> {
                            if (worse.check().equals("cert.per-address")) {
                                var trust = run.sightings().get("cert.trust");
                                var course = folded.courses().get("cert.trust");
                                assertThat(trust != null
                                                && course != null
                                                && trust.tested()
                                                && trust.level().worseThan(course.accepted()))
                                        .isFalse();
                            }
                        })));
    }
}
