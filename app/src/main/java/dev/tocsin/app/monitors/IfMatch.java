package dev.tocsin.app.monitors;

import jakarta.ws.rs.BadRequestException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions that a caller is ready to change (RFC 9110, 13.1.1). Pure.
sealed interface IfMatch {

    /// Nothing was said.
    record Unsaid() implements IfMatch {}

    /// Whatever version there is.
    record Any() implements IfMatch {}

    /// One of these.
    record Versions(Set<String> tags) implements IfMatch {}

    Pattern TAGS = Pattern.compile("\\s*(W/)?\"[^\"]*\"\\s*(,\\s*(W/)?\"[^\"]*\"\\s*)*");
    Pattern STRONG = Pattern.compile("(W/)?\"([^\"]*)\"");

    /// Reads an `If-Match` header.
    /// @throws BadRequestException when the header is malformed
    static IfMatch of(@Nullable String header) {
        if (header == null) {
            return new Unsaid();
        }
        if (header.strip().equals("*")) {
            return new Any();
        }
        if (!TAGS.matcher(header).matches()) {
            throw new BadRequestException("If-Match is no ETag in quotes: send it as it came, like \"17\"");
        }
        return new Versions(STRONG.matcher(header)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(tag -> tag.group(2))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// A weak tag never matches.
    default boolean matches(long version) {
        return switch (this) {
            case Unsaid _, Any _ -> true;
            case Versions(var tags) -> tags.contains(Long.toString(version));
        };
    }
}
