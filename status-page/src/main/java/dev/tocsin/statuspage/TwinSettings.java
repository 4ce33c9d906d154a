package dev.tocsin.statuspage;

import dev.tocsin.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// `statusPage.staticTwin`: the folder to write to, and where its files are served.
public record TwinSettings(Path folder, Optional<URI> url) {

    /// Empty where there is no twin.
    static Optional<TwinSettings> read(Section page) {
        return page.optionalSection("staticTwin").flatMap(twin -> {
            var folder = twin.optionalPath("folder");
            if (folder.isEmpty()) {
                twin.problem("folder", "the twin has no folder", "write folder: /srv/twin");
            }
            var url = twin.optionalUrl("url", "http", "https");
            return folder.map(path -> new TwinSettings(path, url));
        });
    }
}
