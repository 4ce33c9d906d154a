package dev.tocsin.incidents.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.disclosure.triage.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final String RITA = "rita@reporter.example";

    private final IntakeHouse house = new IntakeHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_report_becomes_a_case_and_its_sender_is_told_so() {
        house.reports(RITA, "Stored XSS in the profile page", "Steps: 1. open 2. see");

        var one = house.only();
        assertThat(one.state()).isEqualTo(DisclosureState.ACKNOWLEDGED);
        assertThat(one.kind()).isEqualTo(Kind.SECURITY);
        assertThat(one.subject()).isEqualTo("Stored XSS in the profile page");
        assertThat(one.firstReplyDueAt()).isEqualTo(one.receivedAt().plus(Duration.ofHours(24)));
        assertThat(house.read(one).messages().getFirst().said().text()).contains("1. open 2. see");
        var letter = house.letters().getFirst();
        assertThat(letter.recipient()).isEqualTo(RITA);
        assertThat(letter.text())
                .contains(one.reference(), "https://status.company.example/security/cases/", "no legal steps");
        assertThat(letter.head().map(MailHead::automatic)).contains(true);
        assertThat(letter.head().orElseThrow().references()).containsExactly("mail-2@reporter.example");
    }

    @Test
    void a_mail_is_kept_before_anybody_reads_it_and_its_bytes_are_sealed() {
        house.put(RITA, IntakeHouse.ADDRESS, house.mail(RITA, "a secret hole", "the secret words", ""));

        assertThat(house.rooms.disclosures().counts()).containsEntry("stored", 1L);
        var raw = house.paging.database.transact(handle -> handle.createQuery("select raw from inbound_mail")
                .mapTo(byte[].class)
                .one());
        assertThat(new String(raw, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void an_answer_to_our_letter_finds_its_case_and_is_not_acknowledged_again() {
        house.reports(RITA, "XSS", "first");
        var back = house.letters().getFirst().head().orElseThrow().from().replaceAll(".*<|>.*", "");

        house.brings(RITA, back, house.mail(RITA, "Re: anything", "more details", ""));

        var whole = house.read(house.only());
        assertThat(whole.messages()).extracting(Disclosures.Message::direction).containsExactly("in", "out", "in");
        assertThat(house.letters()).hasSize(1);
        assertThat(house.rooms.disclosures().counts()).containsEntry("thread", 1L);
    }

    @Test
    void our_letters_name_is_as_good_as_its_address() {
        house.reports(RITA, "XSS", "first");
        var name = house.letters().getFirst().head().orElseThrow().messageId();

        house.brings(RITA, IntakeHouse.ADDRESS, house.mail(RITA, "Re: x", "more", "In-Reply-To: <" + name + ">\n"));

        assertThat(house.read(house.only()).messages()).hasSize(3);
    }

    @Test
    void nobody_enters_a_case_by_its_subject_by_a_reference_or_by_a_forged_token() {
        house.reports(RITA, "XSS", "first");
        var reference = house.only().reference();

        house.reports("mallory@evil.example", "Re: XSS [" + reference + "]", "let me in");
        house.brings(
                "mallory@evil.example",
                IntakeHouse.ADDRESS,
                house.mail(RITA, "Re: XSS", "let me in", "References: <mail-2@reporter.example>\n"));
        house.brings(
                "mallory@evil.example",
                "security+r1-hk8q0-0123456789abcdefghijklmno@company.example",
                house.mail("mallory@evil.example", "Re: XSS", "let me in", ""));

        assertThat(house.cases()).hasSize(4);
        assertThat(house.cases().get(0).flags()).contains("bad-token");
        assertThat(house.cases().get(1).flags()).contains("refers-to-" + reference);
        assertThat(house.read(house.cases().get(3)).messages()).hasSize(2);
    }

    @Test
    void the_same_authenticated_sender_may_enter_by_a_reference() {
        house.brings(RITA, IntakeHouse.ADDRESS, house.authentic(RITA, "XSS", "first", ""));
        house.brings(
                RITA,
                IntakeHouse.ADDRESS,
                house.authentic(RITA, "Re: XSS", "second", "References: <mail-1@reporter.example>\n"));

        assertThat(house.read(house.only()).messages()).hasSize(3);
    }

    @Test
    void somebody_else_with_a_good_address_is_told_nothing_until_he_is_approved() {
        house.reports(RITA, "XSS", "first");
        var back = house.letters().getFirst().head().orElseThrow().from().replaceAll(".*<|>.*", "");
        house.brings("otto@other.example", back, house.mail("otto@other.example", "Re: XSS", "me too", ""));
        var one = house.only();

        house.rooms.answers().reply(one.id(), "ana", "Thank you.", false);
        house.work();
        assertThat(house.letters()).extracting(letter -> letter.recipient()).containsExactly(RITA, RITA);
        assertThat(one.flags()).contains("unverified-participant");

        house.rooms.disclosures().approve(one.id(), "otto@other.example", "ana");
        house.rooms.answers().reply(one.id(), "ana", "Both of you.", false);
        house.work();
        // The two letters of one answer leave side by side.
        assertThat(house.letters())
                .hasSize(4)
                .extracting(letter -> letter.recipient())
                .startsWith(RITA, RITA);
        assertThat(house.letters().subList(2, 4))
                .extracting(letter -> letter.recipient())
                .containsExactlyInAnyOrder("otto@other.example", RITA);
    }

    @Test
    void a_mail_that_comes_twice_is_one_case_and_another_of_its_name_is_not_swallowed() {
        var mail = house.mail(RITA, "XSS", "first", "");
        house.brings(RITA, IntakeHouse.ADDRESS, mail);
        house.brings(RITA, IntakeHouse.ADDRESS, mail);
        house.brings(RITA, IntakeHouse.ADDRESS, "Received: by another way\n" + mail);
        assertThat(house.cases()).hasSize(1);

        house.brings("mallory@evil.example", IntakeHouse.ADDRESS, mail.replace("first", "something else"));
        assertThat(house.cases()).hasSize(2);
        assertThat(house.cases().getFirst().flags()).contains("message-id-collision");
    }

    @Test
    void every_mail_is_accounted_for() {
        house.reports(RITA, "XSS", "first");
        house.brings("", IntakeHouse.ADDRESS, house.mail("mailer-daemon@reporter.example", "failure notice", "x", ""));
        house.brings(RITA, IntakeHouse.ADDRESS, house.mail(RITA, "Away", "x", "Auto-Submitted: auto-replied\n"));
        house.brings("", IntakeHouse.ADDRESS, "\0 nonsense");
        house.brings(RITA, IntakeHouse.ADDRESS, "");

        var counts = house.rooms.disclosures().counts();
        assertThat(counts)
                .containsEntry("case", 3L)
                .containsEntry("bounce", 1L)
                .containsEntry("held", 1L)
                .doesNotContainKey("stored");
        assertThat(house.rooms.disclosures().mails(Long.MAX_VALUE, 10))
                .hasSize(5)
                .allSatisfy(mail -> assertThat(mail.reason()).isNotEmpty());
    }

    @Test
    void an_acknowledgement_that_comes_back_says_that_the_reporter_is_unreachable() {
        house.reports(RITA, "XSS", "first");
        var path = house.letters().getFirst().head().orElseThrow().returnPath();

        house.brings("", path, house.mail("mailer-daemon@reporter.example", "failure notice", "no such user", ""));

        var one = house.only();
        assertThat(one.flags()).contains("reporter-unreachable");
        assertThat(house.read(one).messages().getLast().state()).isEqualTo("bounced");
        assertThat(house.incidents())
                .extracting(incident -> incident.severity())
                .containsExactly(Severity.MINOR);
    }

    @Test
    void whoever_waits_for_a_first_answer_is_not_forgotten_and_the_machine_does_not_count() {
        house.reports(RITA, "XSS", "first");

        house.passes(Duration.ofHours(12));
        assertThat(house.incidents())
                .extracting(incident -> incident.severity())
                .containsExactly(Severity.MINOR);
        house.passes(Duration.ofMinutes(10 * 60 + 48));
        house.passes(Duration.ofSeconds(1));
        assertThat(house.incidents())
                .extracting(incident -> incident.severity())
                .containsExactlyInAnyOrder(Severity.MINOR, Severity.CRITICAL);

        house.rooms.answers().reply(house.only().id(), "ana", "We see it too.", false);
        house.work();
        assertThat(house.incidents()).isEmpty();
        assertThat(house.only().firstRepliedAt()).isPresent();
        house.passes(Duration.ofDays(29));
        assertThat(house.incidents()).isEmpty();
        house.passes(Duration.ofDays(2));
        assertThat(house.incidents()).hasSize(1);
    }

    @Test
    void extortion_wakes_somebody_at_once_and_is_promised_nothing() {
        house.reports("x@anon.example", "PAY 2 BTC OR WE LEAK YOUR DATABASE", "We hacked you. Pay to bc1q in 48h.");

        assertThat(house.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.severity()).isEqualTo(Severity.CRITICAL));
        assertThat(house.letters().getFirst().text()).doesNotContain("legal steps");
        assertThat(house.only().flags()).contains("extortion");
    }

    @Test
    void a_machine_answers_an_address_three_times_a_day_and_all_of_them_sixty_times_an_hour() {
        for (var i = 0; i < 5; i++) {
            house.reports(RITA, "XSS " + i, "report " + i);
        }
        assertThat(house.letters()).hasSize(3);
        assertThat(house.cases()).hasSize(5);

        for (var i = 0; i < 70; i++) {
            house.reports("someone@site" + i + ".example", "XSS", "report from " + i);
        }
        assertThat(house.letters()).hasSize(AnswerLimits.IN_ALL);
        assertThat(house.cases()).hasSize(75);
        assertThat(house.incidents()).isNotEmpty();
    }

    @Test
    void erasing_a_case_leaves_nothing_that_was_said() {
        house.reports(RITA, "a secret subject", "the secret words");
        var one = house.only();

        assertThat(house.rooms.disclosures().erase(one.id(), "ana", "asked for"))
                .isInstanceOf(Done.Yes.class);

        var whole = house.read(house.only());
        assertThat(whole.messages()).isEmpty();
        assertThat(whole.disclosure().erased()).isTrue();
        assertThat(whole.disclosure().subject()).isEmpty();
        assertThat(house.rooms.answers().reply(one.id(), "ana", "x", false)).isInstanceOf(Done.No.class);
        var left = house.paging.database.transact(
                handle -> handle.createQuery("""
                        select string_agg(d::text, '') from (select * from delivery) d
                        """).mapTo(String.class).one());
        assertThat(left).doesNotContain("secret");
    }

    @Test
    void an_attachment_is_handed_out_as_it_came_and_by_whom_is_written_down() {
        house.brings(RITA, IntakeHouse.ADDRESS, """
                From: <rita@reporter.example>
                Subject: XSS
                Content-Type: multipart/mixed; boundary=b

                --b

                see the file
                --b
                Content-Type: application/zip; name=poc.zip
                Content-Transfer-Encoding: base64

                UEsDBA==
                --b--
                """);
        var whole = house.read(house.only());
        var message = whole.messages().getFirst();
        var enclosure = message.said().attachments().getFirst();

        var found = house.rooms
                .mails()
                .attachment(house.only().id(), message.mail().orElseThrow(), enclosure.sha256(), "bo")
                .orElseThrow();

        assertThat(found.name()).isEqualTo("poc.zip");
        assertThat(found.content().bytes()).containsExactly('P', 'K', 3, 4);
        assertThat(house.read(house.only()).timeline())
                .anySatisfy(event -> assertThat(event.kind() + " " + event.by()).isEqualTo("read-attachment bo"));
        assertThat(house.rooms.mails().raw(house.only().id(), 999, "bo")).isEmpty();
    }

    @Test
    void whoever_reads_a_case_is_written_down_in_it() {
        house.reports(RITA, "XSS", "first");

        house.rooms.disclosures().read(house.only().id(), "bo");

        assertThat(house.read(house.only()).timeline())
                .anySatisfy(event -> assertThat(event.kind() + " " + event.by()).isEqualTo("read bo"));
    }

    @Test
    void the_reporter_sees_his_case_by_the_link_and_nothing_else() {
        house.reports(RITA, "XSS", "first");
        var one = house.only();
        house.rooms.disclosures().note(one.id(), "ana", "internal: looks bad");
        var token = house.link();

        var seen = house.rooms.reporters().see(token).orElseThrow();

        assertThat(seen.reference()).isEqualTo(one.reference());
        assertThat(seen.lines()).extracting(ReporterView.Line::text).noneMatch(line -> line.contains("internal"));
        assertThat(house.rooms.reporters().add(token, "one more thing")).isTrue();
        assertThat(house.rooms.reporters().ask(token)).isTrue();
        house.work();
        assertThat(house.incidents()).hasSize(1);
        assertThat(house.read(one).messages()).hasSize(4);
        assertThat(house.rooms
                        .reporters()
                        .see(new StringBuilder(token).reverse().toString()))
                .isEmpty();
    }

    @Test
    void the_form_makes_the_same_case_as_a_mail() {
        house.rooms.reporters().report(RITA, "Lücke\r\nBcc: x@y.example", "SQL injection in /login");
        house.work();

        assertThat(house.only().subject()).isEqualTo("Lücke Bcc: x@y.example");
        assertThat(house.letters()).hasSize(1);
    }

    @Test
    void a_customer_in_the_wrong_queue_is_handed_on_and_told() {
        house.reports(RITA, "Where is my order?", "my invoice is wrong");
        assertThat(house.only().kind()).isEqualTo(Kind.SUPPORT);

        house.rooms
                .disclosures()
                .move(
                        house.only().id(),
                        DisclosureState.SUPPORT_HAND_OFF,
                        "ana",
                        "an invoice",
                        java.util.Optional.empty());
        house.work();

        assertThat(house.letters())
                .extracting(letter -> letter.recipient())
                .containsExactly(RITA, "support@company.example", RITA);
        assertThat(house.letters().get(1).text()).contains("my invoice is wrong");
    }

    @Test
    void two_installations_do_not_keep_each_other_busy() {
        try (var other = new IntakeHouse("security@other.example")) {
            house.reports("security@other.example", "XSS", "we found a hole in yours");

            for (var turn = 0; turn < 5; turn++) {
                carry(house, other);
                carry(other, house);
            }

            assertThat(house.letters()).hasSize(1);
            assertThat(other.letters()).isEmpty();
            assertThat(other.rooms.disclosures().counts()).containsEntry("held", 1L);
        }
    }

    /// Brings every letter of one to the other, once, as a mail server writes it.
    private static void carry(IntakeHouse from, IntakeHouse to) {
        var letters = from.letters();
        for (var letter : letters.subList(to.carried, letters.size())) {
            to.carried++;
            var head = letter.head().orElseThrow();
            to.brings(head.returnPath(), letter.recipient(), """
                    From: %s
                    To: %s
                    Subject: %s
                    Message-ID: <%s>
                    Auto-Submitted: auto-replied

                    %s
                    """.formatted(
                            head.from(), letter.recipient(), letter.subject(), head.messageId(), letter.text()));
        }
    }
}
