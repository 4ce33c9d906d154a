package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPostureTest {
    @TempDir
    private Path folder;

    @Test
    void our_own_address_is_looked_at_where_it_is_served_over_https() throws IOException {
        var settings = read("url: https://status.example.com");

        assertThat(settings.monitors()).singleElement().satisfies(own -> {
            assertThat(own.name()).isEqualTo("tocsin posture");
            assertThat(own.probe().target()).isEqualTo("https://status.example.com/");
            assertThat(own.owner()).isEqualTo(Owner.FILE);
        });
        assertThat(settings.alerting()).containsKey("tocsin posture");
    }

    @Test
    void nobody_looks_over_plain_http_nor_where_it_is_switched_off() throws IOException {
        assertThat(names("url: http://localhost:8080")).isEmpty();
        assertThat(names("url: https://status.example.com\nposture: { own: false }"))
                .isEmpty();
    }

    @Test
    void a_monitor_of_the_operators_own_takes_its_place() throws IOException {
        assertThat(names("""
                url: https://status.example.com
                monitors: [ { name: page, posture: "https://status.example.com/", profile: strict } ]
                """)).containsExactly("page");
        assertThat(names("""
                url: https://status.example.com
                monitors: [ { name: tocsin posture, posture: "https://elsewhere.example.com/" } ]
                """)).containsExactly("tocsin posture");
    }

    private List<String> names(String text) throws IOException {
        return read(text).monitors().stream().map(Monitor::name).toList();
    }

    private Settings read(String text) throws IOException {
        var file = folder.resolve("tocsin.yml");
        Files.writeString(file, text + "\n");
        var reading = Settings.read(Optional.of(file), Map.of());
        assertThat(reading.problems()).isEmpty();
        return reading.settings();
    }
}
