package dev.tocsin.incidents.disclosure.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.MailDns.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nobody waits for a resolver that is silent; the silence of others is not its own.
class LookedUpNamesTest {
    private final FakeResolver resolver = new FakeResolver();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final LookedUpNames names = new LookedUpNames(resolver, () -> now);

    @AfterEach
    void wake() {
        Thread.interrupted();
    }

    private Answer ask(String name) {
        return names.ask(name, MailDns.Type.TXT);
    }

    private void asksInVain(int times) {
        IntStream.range(0, times)
                .forEach(i -> assertThat(ask("a%d.example".formatted(i))).isInstanceOf(Answer.Unsure.class));
    }

    @Test
    void nobody_waits_for_a_resolver_that_is_silent_about_the_root_too() {
        resolver.dies();

        asksInVain(20);

        assertThat(resolver.asked).isEqualTo(Hearing.LIMIT);
        assertThat(resolver.askedWhetherItLives).isEqualTo(1);
        assertThat(names.areSilent()).isTrue();
    }

    @Test
    void domains_whose_own_servers_are_silent_however_many_have_nobody_else_go_without_an_answer() {
        resolver.silent = name -> name.startsWith("a");

        asksInVain(20);

        assertThat(resolver.asked).isEqualTo(20);
        assertThat(names.areSilent()).isFalse();
        assertThat(ask("reporter.example")).isEqualTo(new Answer.Nothing());
    }

    @Test
    void one_answer_in_between_leaves_no_doubt() {
        resolver.silent = name -> name.startsWith("a");

        for (var i = 0; i < 10; i++) {
            asksInVain(Hearing.LIMIT - 1);
            ask("reporter.example");
        }

        assertThat(resolver.askedWhetherItLives).isZero();
    }

    @Test
    void a_silent_one_is_asked_once_in_a_while_until_it_answers_and_then_everything_is_as_before() {
        resolver.dies();
        asksInVain(Hearing.LIMIT);
        now = now.plus(Hearing.PAUSE.minusMillis(1));
        asksInVain(5);
        assertThat(resolver.askedWhetherItLives).isEqualTo(1);

        now = now.plusMillis(1);
        asksInVain(5);
        assertThat(resolver.askedWhetherItLives).isEqualTo(2);
        assertThat(resolver.asked).isEqualTo(Hearing.LIMIT);

        resolver.rises();
        asksInVain(5);
        now = now.plus(Hearing.PAUSE);
        assertThat(ask("reporter.example")).isEqualTo(new Answer.Nothing());
        assertThat(names.areSilent()).isFalse();
    }

    @Test
    void it_is_asked_also_while_no_mail_comes() {
        resolver.dies();
        asksInVain(Hearing.LIMIT);
        resolver.rises();
        now = now.plus(Hearing.PAUSE);

        names.askAgain();

        assertThat(names.areSilent()).isFalse();
    }

    @Test
    void one_that_somebody_else_hears_while_it_is_doubted_is_not_silent() {
        resolver.dies();
        resolver.beforeItIsSilent = () -> {
            resolver.silent = _ -> false;
            assertThat(ask("reporter.example")).isEqualTo(new Answer.Nothing());
        };

        asksInVain(Hearing.LIMIT);

        assertThat(resolver.askedWhetherItLives).isEqualTo(1);
        assertThat(names.areSilent()).isFalse();
    }

    @Test
    void a_reader_whose_time_is_up_asks_nobody_and_blames_nobody() {
        resolver.dies();
        Thread.currentThread().interrupt();

        asksInVain(20);

        assertThat(resolver.asked).isZero();
        assertThat(names.areSilent()).isFalse();
    }

    @Test
    void a_server_that_says_nothing_is_told_from_one_that_cannot_say() throws Exception {
        var patience = Duration.ofMillis(200);
        try (var silent = UdpServer.silent();
                var failing = UdpServer.failing()) {
            assertThat(SystemResolver.at(silent.address(), patience).ask("a.example", MailDns.Type.TXT))
                    .isInstanceOf(Resolver.Reply.Silence.class);
            assertThat(SystemResolver.at(silent.address(), patience).lives()).isFalse();
            var answered = SystemResolver.at(failing.address(), Duration.ofSeconds(60));
            assertThat(answered.ask("b.example", MailDns.Type.TXT))
                    .isEqualTo(new Resolver.Reply.Heard(new Answer.Unsure("SERVFAIL")));
            assertThat(answered.lives()).isTrue();
        }
    }
}
