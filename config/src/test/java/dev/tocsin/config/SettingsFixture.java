package dev.tocsin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Settings files in a folder of their own, and what reading them says.
record SettingsFixture(Path folder, Map<String, String> environment) {

    static SettingsFixture in(Path folder) {
        return new SettingsFixture(folder, Map.of());
    }

    SettingsFixture with(String variable, String value) {
        return new SettingsFixture(folder, Map.of(variable, value));
    }

    SettingsFixture file(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    SettingsFile read(String name) {
        return SettingsFile.read(folder.resolve(name), environment);
    }

    /// Reads `text` as `tocsin.yml`.
    SettingsFile settings(String text) throws IOException {
        return file("tocsin.yml", text).read("tocsin.yml");
    }

    /// The problems as printed, without the folder.
    List<String> problems(SettingsFile settings) {
        return settings.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
