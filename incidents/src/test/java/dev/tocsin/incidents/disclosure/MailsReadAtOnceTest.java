package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.Zone;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.MadeKeys;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A flood of mails, of which some have name servers that are slow or silent.
class MailsReadAtOnceTest {
    private static final String RITA = "rita@slow.example";
    private static final int BEHIND = ReadAhead.MAILS - 1;

    private final IntakeHouse house = new IntakeHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private void put(String person, String subject, String words, String fields) {
        house.put(person, IntakeHouse.ADDRESS, house.mail(person, subject, words, fields));
    }

    private List<String> subjects() {
        return house.cases().reversed().stream().map(Disclosure::subject).toList();
    }

    @Test
    void mails_whose_name_servers_are_silent_wait_beside_one_another_and_are_decided_in_order() {
        var names = SlowNames.together("silent.example", ReadAhead.MAILS);
        house.names = names;
        var expected = IntStream.range(0, 40).mapToObj(i -> "XSS " + i).toList();
        expected.forEach(subject -> put("r@" + subject.replace(" ", "") + ".silent.example", subject, subject, ""));

        house.work();

        assertThat(names.inVain()).isFalse();
        assertThat(subjects()).isEqualTo(expected);
        assertThat(house.letters())
                .extracting(Message::subject)
                .hasSize(40)
                .allSatisfy(subject -> assertThat(subject).startsWith("Re: XSS "));
    }

    @Test
    void the_first_reports_of_a_sender_are_answered_and_not_those_that_are_read_first() {
        house.names = SlowNames.behind("slow.example", BEHIND - 1);
        put(RITA, "first", "one", "");
        put("a@b.example", "second", "two", "");
        put(RITA, "third", "three", "Authentication-Results: mx.company.example; dmarc=none\n");
        IntStream.range(0, BEHIND - 2).forEach(i -> put("x@y" + i + ".example", "other", "o" + i, ""));
        put(RITA, "fourth", "four", "");
        put(RITA, "fifth", "five", "");

        house.work();

        assertThat(((SlowNames) house.names).inVain()).isFalse();
        assertThat(subjects()).startsWith("first", "second", "third", "other").endsWith("fourth", "fifth");
        assertThat(house.letters().stream()
                        .filter(letter -> letter.recipient().equals(RITA))
                        .map(letter -> letter.subject().replaceAll("^Re: | \\[.*", "")))
                .containsExactlyInAnyOrder("first", "third", "fourth");
    }

    @Test
    void of_two_copies_that_are_read_at_once_the_first_is_the_case() {
        house.names = SlowNames.behind("slow.example", 1);
        var mail = house.mail(RITA, "XSS", "first", "");
        house.put(RITA, IntakeHouse.ADDRESS, mail);
        house.put(
                RITA,
                IntakeHouse.ADDRESS,
                "Authentication-Results: mx.company.example; dmarc=none\nReceived: by another way\n" + mail);
        put("a@b.example", "second", "two", "");

        house.work();

        assertThat(subjects()).containsExactly("XSS", "second");
        assertThat(house.rooms.disclosures().mails(Long.MAX_VALUE, 10).reversed())
                .extracting(KeptMail::outcome)
                .containsExactly("case", "known", "case");
        assertThat(house.letters()).hasSize(2);
    }

    @Test
    void a_follow_up_that_is_read_before_its_original_finds_the_case() {
        house.names = SlowNames.behind("slow.example", 1);
        house.put("a@slow.example", IntakeHouse.ADDRESS, house.mail("a@slow.example", "slow", "zero", ""));
        house.put(RITA, IntakeHouse.ADDRESS, authentic("XSS", "first", "Message-ID: <original@slow.example>\n"));
        house.put(RITA, IntakeHouse.ADDRESS, authentic("Re: XSS", "more", "In-Reply-To: <original@slow.example>\n"));
        put("a@b.example", "other", "two", "");

        house.work();

        assertThat(subjects()).containsExactly("slow", "XSS", "other");
        assertThat(house.rooms.disclosures().counts()).containsEntry("thread", 1L);
    }

    private static String authentic(String subject, String words, String fields) {
        return """
                Authentication-Results: mx.company.example; dmarc=pass header.from=slow.example
                Received: from mail.slow.example by mx.company.example; Fri, 27 Nov 2026 12:00:00 +0000
                From: Rita <%s>
                Subject: %s
                %sContent-Type: text/plain

                %s
                """.formatted(RITA, subject, fields, words);
    }

    @Test
    void a_signature_is_checked_by_the_key_that_came_with_the_mail_before_though_both_are_read_at_once() {
        var now = Instant.parse("2026-11-27T12:00:00Z");
        house.paging.clock.advance(Duration.between(house.paging.clock.instant(), now));
        var ours = PgpKey.read(MadeKeys.pgp(IntakeHouse.ADDRESS), new Secret(MadeKeys.PASSPHRASE));
        var hers = PgpKey.read(MadeKeys.pgp(RITA), new Secret(MadeKeys.PASSPHRASE));
        house.keyring = new Keyring(Optional.of(ours), Optional.empty());
        house.names = SlowNames.behind("slow.example", 1);
        var sealed = Correspondent.read(ours.armouredPublicKey(), now)
                .orElseThrow()
                .seal("Still there.", Optional.of(hers), now);
        put(RITA, "my key", hers.armouredPublicKey(), "");
        put(RITA, "signed", sealed, "Authentication-Results: mx.company.example; dmarc=none\n");
        put("a@b.example", "other", "two", "");

        house.work();

        assertThat(house.read(house.cases().get(1)).messages().getFirst().flags())
                .contains("signature-valid");
    }

    @Test
    void a_mail_that_another_node_settled_meanwhile_is_not_settled_again() {
        put(RITA, "XSS", "first", "");
        house.names = (name, type) -> {
            house.names = new Zone();
            house.paging.clock.advance(Duration.ofMinutes(3));
            house.rooms.intake().readDue();
            return house.names.ask(name, type);
        };

        house.work();

        assertThat(house.cases()).hasSize(1);
        assertThat(house.letters()).hasSize(1);
    }

    @Test
    void a_mail_that_brought_us_down_does_not_use_up_the_tries_of_those_beside_it() {
        IntStream.range(0, 5).forEach(i -> put("x@y" + i + ".example", "XSS", "o" + i, ""));
        house.paging.database.run(handle -> handle.execute("update inbound_mail set attempts = 1"));
        var most = new AtomicInteger();
        house.names = (_, _) -> {
            most.accumulateAndGet(attempted(2), Math::max);
            return new MailDns.Answer.Nothing();
        };

        house.work();

        assertThat(most).hasValue(1);
        assertThat(house.cases()).hasSize(5);
    }

    @Test
    void a_stop_in_the_middle_of_a_flood_costs_no_mail_a_try() {
        IntStream.range(0, 5).forEach(i -> put("x@y" + i + ".example", "XSS", "o" + i, ""));

        Thread.currentThread().interrupt();
        house.rooms.intake().readDue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempted(0)).isEqualTo(5);
    }

    /// How many mails are not settled and were tried so often.
    private int attempted(int times) {
        return house.paging.database.transact(handle -> handle.createQuery("""
                        select count(*) from inbound_mail where outcome = 'stored' and attempts = :times
                        """)
                .bind("times", times)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void few_large_mails_are_read_at_once_and_many_small_ones() {
        var small = new ReadAhead<Integer>();
        IntStream.range(0, ReadAhead.MAILS).forEach(i -> small.add(i, 3_000));
        var large = new ReadAhead<Integer>();
        large.add(1, 50 << 20);

        assertThat(small.hasRoom()).isFalse();
        assertThat(small.next()).contains(0);
        assertThat(small.hasRoom()).isTrue();
        assertThat(large.hasRoom()).isFalse();
        assertThat(large.next()).contains(1);
        assertThat(large.hasRoom()).isTrue();
    }
}
