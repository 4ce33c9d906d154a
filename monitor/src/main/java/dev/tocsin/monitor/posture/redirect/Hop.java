package dev.tocsin.monitor.posture.redirect;

import dev.tocsin.monitor.posture.name.WebUrl;
import java.util.List;
import java.util.Optional;

/// One URL of a walk and how it answered.
///
/// @param answer empty when nothing answered there
public record Hop(WebUrl url, Optional<Answer> answer) {

    /// What came back.
    ///
    /// @param hsts the Strict-Transport-Security fields in their order
    public record Answer(int status, Optional<String> location, List<String> hsts) {

        public Answer {
            hsts = List.copyOf(hsts);
        }

        /// Whether browsers would go on to `location`.
        public boolean redirects() {
            return location.isPresent()
                    && switch (status) {
                        case 301, 302, 303, 307, 308 -> true;
                        default -> false;
                    };
        }

        /// Whether it says that the redirect holds for good, so that caches may keep it.
        public boolean permanent() {
            return status == 301 || status == 308;
        }
    }
}
