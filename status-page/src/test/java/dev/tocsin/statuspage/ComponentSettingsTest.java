package dev.tocsin.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Problem;
import dev.tocsin.config.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentSettingsTest {
    private static final Set<String> MONITORS = Set.of("shop", "api", "mail");

    @TempDir
    private Path folder;

    @Test
    void a_page_is_read_with_its_components_in_the_order_of_the_file() throws IOException {
        var file = file("""
                url: https://status.example.com/
                statusPage: { name: Example, zone: Europe/Berlin, indicator: strict }
                components:
                  - { name: Shop, group: Storefront, description: "Browsing", monitors: [shop, mail], publish: automatic }
                  - { name: API, monitors: api }
                """);

        var settings = StatusPageSettings.read(file.root(), MONITORS, Map.of());

        assertThat(settings)
                .isEqualTo(new StatusPageSettings(
                        "Example",
                        URI.create("https://status.example.com/"),
                        ZoneId.of("Europe/Berlin"),
                        IndicatorRule.STRICT,
                        List.of(
                                new ComponentSettings(
                                        "Shop",
                                        Optional.of("Storefront"),
                                        "Browsing",
                                        List.of("shop", "mail"),
                                        Publish.AUTOMATIC),
                                new ComponentSettings("API", Optional.empty(), "", List.of("api"), Publish.DRAFT))));
        assertThat(settings.link("/history")).isEqualTo("https://status.example.com/history");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void the_page_bears_the_companys_name_when_it_has_none() throws IOException {
        var settings = StatusPageSettings.read(file("company: Acme\n").root(), MONITORS, Map.of());

        assertThat(settings.name()).isEqualTo("Acme");
        assertThat(settings.indicator()).isEqualTo(IndicatorRule.HONEST);
        assertThat(settings.components()).isEmpty();
    }

    @Test
    void a_monitor_may_name_its_component_itself() throws IOException {
        var file = file("components: [ { name: Shop, monitors: [shop] } ]\n");

        var components = ComponentSettings.read(file.root(), MONITORS, Map.of("mail", "Shop", "shop", "Shop"));

        assertThat(components).hasSize(1);
        assertThat(components.getFirst().monitors()).containsExactly("shop", "mail");
        assertThat(ComponentSettings.read(file("").root(), MONITORS, Map.of("api", "API")))
                .containsExactly(new ComponentSettings("API", Optional.empty(), "", List.of("api"), Publish.DRAFT));
    }

    @Test
    void every_fault_is_told_with_its_place() throws IOException {
        var file = file("""
                statusPage: { zone: Europe/Atlantis }
                components:
                  - { name: Shop, monitors: [shopp] }
                  - { name: Shop, publish: sometimes }
                  - { name: "group:Shop" }
                """);

        var _ = StatusPageSettings.read(file.root(), MONITORS, Map.of());

        assertThat(file.problems().stream().map(Problem::text).toList())
                .hasSize(5)
                .anyMatch(text -> text.contains("Europe/Atlantis"))
                .anyMatch(text -> text.contains("'shopp', which does not exist"))
                .anyMatch(text -> text.contains("a second component is named 'Shop'"))
                .anyMatch(text -> text.contains("sometimes"))
                .anyMatch(text -> text.contains("'group:Shop'"));
    }

    private SettingsFile file(String text) throws IOException {
        return SettingsFile.read(Files.writeString(folder.resolve("tocsin.yml"), text), Map.of());
    }
}
