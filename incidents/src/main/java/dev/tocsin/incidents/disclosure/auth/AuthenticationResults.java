package dev.tocsin.incidents.disclosure.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a server says it found of a mail: the field Authentication-Results (RFC 8601), the same in an ARC set with its
/// `i=` before it, and as Office 365 writes it, with names of domains strewn in.
///
/// @param server who says so; empty in the oldest mails of Office 365
public record AuthenticationResults(Optional<String> server, List<Result> results) {

    public AuthenticationResults {
        results = List.copyOf(results);
    }

    /// One finding.
    ///
    /// @param comment what stands in brackets behind the result; empty when nothing does
    public record Result(
            String method,
            String result,
            Optional<String> comment,
            Optional<String> reason,
            List<Property> properties) {
        public Result {
            properties = List.copyOf(properties);
        }

        /// The value of `type.name`.
        public Optional<String> property(String type, String name) {
            return properties.stream()
                    .filter(one ->
                            one.type().equalsIgnoreCase(type) && one.name().equalsIgnoreCase(name))
                    .map(Property::value)
                    .findFirst();
        }
    }

    public record Property(String type, String name, String value) {}

    /// Empty when the field is not of its form: nothing in it is believed then.
    public static Optional<AuthenticationResults> read(String field) {
        return new AuthenticationResultsReader(field).read();
    }

    /// The results of one method, such as `dkim`.
    public List<Result> of(String method) {
        return results.stream()
                .filter(one -> one.method().equalsIgnoreCase(method))
                .toList();
    }

    /// For the reader: collects what it finds.
    static final class Draft {
        private Optional<String> server = Optional.empty();
        private final List<Result> results = new ArrayList<>();

        void server(String name) {
            server = server.or(() -> Optional.of(name));
        }

        void add(Result result) {
            results.add(result);
        }

        AuthenticationResults done() {
            return new AuthenticationResults(server, results);
        }
    }
}
