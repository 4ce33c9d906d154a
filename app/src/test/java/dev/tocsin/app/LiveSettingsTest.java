package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSettingsTest {
    private static final String SECURITY = "security: { address: security@company.example, lmtp: { port: 2424 } }\n";

    @TempDir
    private Path folder;

    @Test
    void the_page_leads_to_security_reports_where_they_are_taken() throws IOException {
        var live = new LiveSettings(settings(SECURITY));

        assertThat(live.statusPage().options().securityContact()).contains("security@company.example");

        live.replace(settings("company: Example\n"));
        assertThat(live.statusPage().options().securityContact()).isEmpty();
    }

    @Test
    void the_page_leads_to_no_security_reports_before_the_start_that_takes_them() throws IOException {
        var live = new LiveSettings(settings("company: Example\n"));

        live.replace(settings(SECURITY));

        assertThat(live.statusPage().options().securityContact()).isEmpty();
    }

    private Settings settings(String text) throws IOException {
        var file = Files.writeString(folder.resolve("tocsin.yml"), text);
        var reading = Settings.read(Optional.of(file), Map.of());
        assertThat(reading.problems()).isEmpty();
        return reading.settings();
    }
}
