package dev.tocsin.monitor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import dev.tocsin.monitor.guard.AddressRange;
import dev.tocsin.monitor.guard.AddressRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiMonitorSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_word_the_internet_is_all_there_is() {
        assertThat(ApiMonitorSettings.read(SettingsFile.defaults(Map.of()).root()))
                .isEqualTo(AddressRule.INTERNET);
    }

    @Test
    void ranges_addresses_and_names_may_be_allowed() throws IOException {
        var file = read("apiMonitors: { allow: [10.20.0.0/16, 192.168.1.7, 'fd00::/8', DB.internal.] }");

        assertThat(ApiMonitorSettings.read(file.root()))
                .isEqualTo(new AddressRule(
                        List.of(
                                AddressRange.parse("10.20.0.0/16"),
                                AddressRange.parse("192.168.1.7/32"),
                                AddressRange.parse("fd00::/8")),
                        Set.of("db.internal")));
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void what_means_nothing_is_named_with_its_cure() throws IOException {
        var file = read("apiMonitors: { allow: [10.20.0.0/33, 10.20, 'a..b', 10.20.0.1/16], deny: [x] }");

        var _ = ApiMonitorSettings.read(file.root());

        assertThat(file.problems())
                .extracting(Problem::toString)
                .anySatisfy(text -> assertThat(text).contains("write one from 0 to 32"))
                .anySatisfy(text -> assertThat(text).contains("\"10.20\" is an address in an odd spelling"))
                .anySatisfy(text -> assertThat(text).contains("\"a..b\" is no name of a host"))
                .anySatisfy(text -> assertThat(text).contains("bits behind its length"))
                .anySatisfy(text -> assertThat(text).contains("\"deny\" is no known key"));
    }

    private SettingsFile read(String text) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, text);
        return SettingsFile.read(file, Map.of());
    }
}
