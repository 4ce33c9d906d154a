package dev.tocsin.incidents.rota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.rota.CalendarText.Entry;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

/// What a calendar program makes of our calendars.
class CalendarTextTest {
    private static final Instant DAY = Instant.parse("2026-03-04T00:00:00Z");
    private static final Instant FROM = Instant.parse("2026-03-04T09:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-11T09:00:00Z");

    @Test
    void a_shift_is_an_event_in_utc_that_blocks_nobodys_time() throws Exception {
        var calendar = read(text(entry("primary", "ana", "on call in primary until Wed", FROM, TO)));

        calendar.validate();
        var event = calendar.<VEvent>getComponents("VEVENT").getFirst();
        assertThat(value(event, "DTSTART")).isEqualTo("20260304T090000Z");
        assertThat(value(event, "DTEND")).isEqualTo("20260311T090000Z");
        assertThat(value(event, "SUMMARY")).isEqualTo("On call in primary: ana");
        assertThat(value(event, "DESCRIPTION")).isEqualTo("ana is on call in primary until Wed");
        assertThat(value(event, "TRANSP")).isEqualTo("TRANSPARENT");
    }

    @Test
    void odd_words_arrive_as_they_are_and_cannot_begin_lines_of_their_own() throws Exception {
        var words = "dentist; Ärzte, 🚑 \\ and\nEND:VEVENT " + "ü".repeat(200);
        var text = text(entry("primary", "ana", words, FROM, TO));

        var event = read(text).<VEvent>getComponents("VEVENT").getFirst();

        assertThat(value(event, "DESCRIPTION")).isEqualTo("ana is " + words);
        assertThat(text.lines())
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void a_calendar_without_shifts_can_be_read() throws Exception {
        assertThat(read(text()).getComponents()).isEmpty();
    }

    @Test
    void a_shift_keeps_its_uid_and_one_that_began_before_the_calendar_goes_by_its_end() {
        var early = DAY.minusSeconds(60);

        assertThat(uid(text(entry("primary", "ana", "a", FROM, TO))))
                .isEqualTo(uid(text(entry("primary", "ana", "b", FROM, TO.plusSeconds(60)))))
                .isNotEqualTo(uid(text(entry("primary", "bo", "a", FROM, TO))))
                .isNotEqualTo(uid(text(entry("secondary", "ana", "a", FROM, TO))));
        assertThat(uid(text(entry("primary", "ana", "a", early, TO))))
                .isEqualTo(uid(text(entry("primary", "ana", "a", early.minusSeconds(60), TO))));
    }

    private static Entry entry(String schedule, String responder, String because, Instant from, Instant to) {
        return new Entry(schedule, responder, because, from, to);
    }

    private static String text(Entry... entries) {
        return CalendarText.of("On call: primary", DAY, DAY, List.of(entries));
    }

    private static String uid(String text) {
        return text.lines().filter(line -> line.startsWith("UID:")).findFirst().orElseThrow();
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    private static Calendar read(String text) throws Exception {
        return new CalendarBuilder().build(new StringReader(text));
    }
}
