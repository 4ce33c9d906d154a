package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Vantage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VantageSettingsTest {
    private static final String PLACES = "locations: [ { name: fra }, { name: nyc } ]\n";
    private static final Location FRA = new Location("fra");
    private static final Location NYC = new Location("nyc");

    @TempDir
    private Path folder;

    @Test
    void without_a_word_on_it_the_server_looks_alone() throws IOException {
        assertThat(vantage(PLACES + monitor(""))).isEqualTo(Vantage.ALONE);
    }

    @Test
    void more_than_half_of_the_places_must_agree_unless_it_says_otherwise() throws IOException {
        assertThat(vantage(PLACES + monitor("locations: [here, fra, nyc]")))
                .isEqualTo(new Vantage(List.of(Location.HERE, FRA, NYC), 2));
        assertThat(vantage(PLACES + monitor("locations: [here, fra]")).quorum()).isEqualTo(2);
        assertThat(vantage(PLACES + monitor("locations: [here, fra, nyc], quorum: 3"))
                        .quorum())
                .isEqualTo(3);
        assertThat(vantage(PLACES + monitor("locations: fra"))).isEqualTo(new Vantage(List.of(FRA), 1));
    }

    @Test
    void what_a_monitor_says_stands_above_the_defaults_whose_quorum_never_asks_for_more_places_than_there_are()
            throws IOException {
        var defaults = "defaults: { locations: [here, fra, nyc], quorum: 3 }\n";

        assertThat(vantage(PLACES + defaults + monitor("")))
                .isEqualTo(new Vantage(List.of(Location.HERE, FRA, NYC), 3));
        assertThat(vantage(PLACES + defaults + monitor("quorum: 1")).quorum()).isEqualTo(1);
        assertThat(vantage(PLACES + defaults + monitor("locations: [here]"))).isEqualTo(Vantage.ALONE);
    }

    @Test
    void the_server_may_be_called_otherwise() throws IOException {
        assertThat(vantage("location: ber\n" + PLACES + monitor("locations: [ber, fra]"))
                        .locations())
                .containsExactly(Location.HERE, FRA);
        assertThat(problems("location: ber\n" + PLACES + monitor("locations: [here]")))
                .singleElement()
                .asString()
                .contains("there is no location \"here\"", "write one of ber, fra, nyc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            locations: [mars]                | there is no location "mars"
            locations: [fra, fra]            | "fra" is there twice
            locations: [here, fra], quorum: 3 | so many as 3 cannot agree where there are 2 places, write 1 to 2
            quorum: 2                        | so many as 2 cannot agree where there is one place, write 1, or name more
            """)
    void what_cannot_be_is_named_with_its_cure(String words, String problem) throws IOException {
        assertThat(problems(PLACES + monitor(words))).singleElement().asString().contains(problem);
    }

    @Test
    void a_location_has_a_name_of_its_own_that_fits_in_a_label() throws IOException {
        assertThat(problems("locations: [ { name: fra }, { name: fra }, { name: here }, { name: New York } ]\n"))
                .satisfiesExactly(
                        text -> assertThat(text).contains("a second location is named \"fra\""),
                        text -> assertThat(text).contains("\"here\" is what the server's own place is called"),
                        text -> assertThat(text).contains("\"New York\" is no name for a location"));
    }

    private static String monitor(String words) {
        return "monitors: [ { name: shop, http: 'http://shop.test/'" + (words.isEmpty() ? "" : ", " + words) + " } ]\n";
    }

    private Vantage vantage(String text) throws IOException {
        var settings = settings(text);
        var vantage = MonitorSettings.read(settings.root()).stream()
                .map(Monitor::vantage)
                .findFirst()
                .orElseThrow();
        assertThat(settings.problems())
                .filteredOn(problem -> !problem.text().endsWith("is no known key"))
                .isEmpty();
        return vantage;
    }

    private List<String> problems(String text) throws IOException {
        var settings = settings(text);
        MonitorSettings.read(settings.root());
        return settings.problems().stream()
                .map(Problem::toString)
                .filter(problem -> !problem.contains("is no known key"))
                .toList();
    }

    private SettingsFile settings(String text) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, text);
        return SettingsFile.read(file, Map.of());
    }
}
