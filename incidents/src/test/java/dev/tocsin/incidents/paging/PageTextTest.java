package dev.tocsin.incidents.paging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.Ending;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.IncidentStatus;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageTextTest {
    private static final String LINK = "https://status.example.com/a/3w5e11264sgsf3w5e11264sgs";
    private static final Instant BEGAN = Instant.parse("2026-03-01T14:05:00Z");
    private static final String GSM_7 = "[@£$¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà !\"#¤%&'()*+,\\-./0-9:;<=>?¡A-Za-z]*";

    /// What goes before a message that may have come before.
    private static final String AGAIN = "(again) ";

    @Test
    void an_sms_says_what_since_when_why_and_how_to_answer() {
        assertThat(PageText.sms(incident("SHOP DOWN", "connect refused", 4), LINK))
                .isEqualTo("SHOP DOWN since 14:05 UTC: connect refused. Ack: reply 4a. " + LINK);
    }

    @Test
    void a_long_summary_gives_way_to_the_code_and_the_link() {
        var sms = PageText.sms(incident("SHOP DOWN", "x".repeat(1_000), 4), LINK);

        assertThat(AGAIN + sms).hasSize(Gsm7.TWO_SEGMENTS);
        assertThat(sms).startsWith("SHOP DOWN since 14:05 UTC: xxx").endsWith("xxx. Ack: reply 4a. " + LINK);
    }

    @Test
    void a_title_longer_than_an_sms_gives_way_to_the_code_and_the_link_as_well() {
        var sms = PageText.sms(incident("X".repeat(1_000), "connect refused", 4), LINK);

        assertThat(AGAIN + sms).hasSize(Gsm7.TWO_SEGMENTS);
        assertThat(sms).contains(" since 14:05 UTC: ").endsWith(". Ack: reply 4a. " + LINK);
    }

    @Test
    void what_a_short_message_cannot_say_is_said_in_like_signs() {
        assertThat(Gsm7.of("a[b]{c}_d~e|f\n\t\u00a0g–h’i“j”€😀日")).isEqualTo("a(b)(c)-d-e-f   g-h'i\"j\"???");
    }

    @Property(tries = 500)
    void an_sms_is_never_longer_than_two_segments_and_always_holds_the_code_and_the_link(
            @ForAll @StringLength(max = 500) String title,
            @ForAll @StringLength(max = 500) String summary,
            @ForAll @IntRange(min = 1) int code) {
        var sms = PageText.sms(incident(title, summary, code), LINK);

        assertThat(AGAIN + sms).hasSizeLessThanOrEqualTo(306).matches(GSM_7);
        assertThat(sms).endsWith(". Ack: reply " + code + "a. " + LINK);
    }

    @Property(tries = 500)
    void a_text_for_short_messages_has_one_safe_sign_for_each_sign(@ForAll String text) {
        var safe = Gsm7.of(text);

        assertThat(safe).matches(GSM_7).hasSize(text.codePointCount(0, text.length()));
        assertThat(Gsm7.of(safe)).isEqualTo(safe);
    }

    @Test
    void a_mail_tells_the_time_where_the_reader_lives() {
        var message = mail(incident("SHOP DOWN", "connect refused", 4));

        assertThat(message.subject()).isEqualTo("SHOP DOWN (#198)");
        assertThat(message.text())
                .contains("SHOP DOWN since 1 Mar 2026, 15:05 Europe/Berlin (1 Mar 2026, 14:05 UTC)")
                .contains("connect refused")
                .contains(LINK)
                .contains("4a")
                .contains("because you are on call in primary");
    }

    @Test
    void what_a_target_answers_is_text_in_a_mail_and_never_markup() {
        var message = mail(incident("SHOP DOWN", "<script>alert('%s {{link}} $1')</script>", 4));

        assertThat(message.text()).contains("<script>alert('%s {{link}} $1')</script>");
        assertThat(message.html().orElseThrow())
                .doesNotContain("<script")
                .contains("&lt;script&gt;")
                .contains(LINK);
    }

    @Property(tries = 100)
    void no_title_or_summary_breaks_a_page(@ForAll String title, @ForAll String summary) {
        var incident = incident(title, summary, 4);

        assertThat(mail(incident).html().orElseThrow()).contains(LINK);
        assertThat(new PageText()
                        .recovery("ana@example.com", incident, Ending.OVER, BEGAN.plusSeconds(90), "x")
                        .text())
                .contains("is over after 1 min.");
    }

    private static Message mail(Incident incident) {
        return new PageText()
                .message(
                        Medium.EMAIL,
                        "ana@example.com",
                        ZoneId.of("Europe/Berlin"),
                        incident,
                        "on call in primary",
                        LINK,
                        "3w5e11264sgsf3w5e11264sgs");
    }

    private static Incident incident(String title, String summary, int code) {
        return new Incident(
                new IncidentId(198),
                "monitor:1",
                Optional.of("shop"),
                title,
                summary,
                Severity.CRITICAL,
                IncidentStatus.TRIGGERED,
                "default",
                BEGAN,
                BEGAN.plusSeconds(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                code,
                Optional.of(BEGAN.plusSeconds(5)),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
