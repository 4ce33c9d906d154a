package dev.tocsin.incidents.disclosure.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.disclosure.IntakeHouse;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.mailroom.Mailroom;
import dev.tocsin.incidents.mailroom.lmtp.Client;
import dev.tocsin.incidents.mailroom.lmtp.LmtpServer;
import dev.tocsin.incidents.mailroom.lmtp.LmtpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reports that a mail server brings while nothing comes back from our resolver.
class MailsWithoutNamesTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final String RITA = "rita@reporter.example";

    private final IntakeHouse house = new IntakeHouse();
    private final LmtpServer server = LmtpServer.start(
            new LmtpSettings("127.0.0.1", 0), new Mailroom(List.of(house.rooms.mailbox())), house.paging.clock);

    @AfterEach
    void close() {
        server.close();
        house.close();
    }

    /// Signed, and from somewhere: its signature, its sender and its domain's policy are looked up.
    private String brings(String person, String subject) {
        var mail = """
                Received: from mail.reporter.example (mail.reporter.example [192.0.2.1]) by mx.company.example with ESMTP; x
                DKIM-Signature: v=1; a=rsa-sha256; d=reporter.example; s=s; h=from; bh=eA==; b=eA==
                From: %s
                Subject: %s
                Message-ID: <%2$s@reporter.example>

                In the cellar of %2$s.
                .""".formatted(person, subject).replace("\n", "\r\n");
        try (var client = new Client(server.port()).greeted()) {
            client.say("MAIL FROM:<" + person + ">");
            client.say("RCPT TO:<" + IntakeHouse.ADDRESS + ">");
            client.say("DATA");
            client.send(mail.getBytes(UTF_8));
            return client.say("");
        }
    }

    private List<String> answered() {
        return house.letters().stream().map(Message::recipient).toList();
    }

    /// Counts how often the real one was asked.
    private record Counted(Resolver real, AtomicInteger questions) implements Resolver {

        @Override
        public Reply ask(String name, MailDns.Type type) {
            questions.incrementAndGet();
            return real.ask(name, type);
        }

        @Override
        public boolean lives() {
            return real.lives();
        }
    }

    @Test
    void a_report_is_kept_a_case_and_answered_and_those_after_it_wait_for_nothing() throws IOException {
        try (var silent = UdpServer.silent()) {
            var resolver = new Counted(SystemResolver.at(silent.address(), PATIENCE), new AtomicInteger());
            var names = new LookedUpNames(resolver, house.paging.clock);
            house.names = names;

            assertThat(brings(RITA, "first")).startsWith("250");
            assertThat(house.rooms.disclosures().counts()).containsEntry("stored", 1L);
            house.work();

            assertThat(house.only().authenticity()).isEqualTo("unauthenticated");
            assertThat(house.only().flags()).contains("sender-not-looked-up");
            assertThat(answered()).containsExactly(RITA);
            assertThat(names.areSilent()).isTrue();

            for (var i = 0; i < 19; i++) {
                assertThat(brings("r%d@reporter.example".formatted(i), "later" + i))
                        .startsWith("250");
            }
            house.work();

            assertThat(house.cases())
                    .hasSize(20)
                    .allSatisfy(one -> assertThat(one.flags()).contains("sender-not-looked-up"));
            assertThat(answered()).hasSize(20);
            assertThat(resolver.questions()).hasValue(Hearing.LIMIT);
        }
    }

    /// Who asked longer than a mail may be read was shown as somebody who could be asked and said nothing.
    @Test
    @Timeout(120)
    void a_report_whose_names_are_asked_for_until_its_time_is_over_is_a_case_that_says_so() {
        house.names = (_, _) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return new MailDns.Answer.Unsure("nothing came back");
        };

        brings(RITA, "first");
        house.work();

        assertThat(house.only().authenticity()).isEqualTo("unauthenticated");
        assertThat(house.only().flags()).contains("sender-not-looked-up");
        assertThat(answered()).containsExactly(RITA);
    }
}
