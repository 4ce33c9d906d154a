package dev.tocsin.monitor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The HTTP answer of a look. `bodyBytes` counts what was read after decompression; reading stops at 1 MiB.
/// `bodyStart` holds the first 4 KiB as text, kept on a failure only.
public record HttpFacts(
        int status,
        String version,
        List<Redirect> redirects,
        Map<String, List<String>> headers,
        long bodyBytes,
        String bodySha256,
        Optional<String> bodyStart)
        implements Facts {

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public String words() {
        return "status " + status + ", " + version + ", " + bodyBytes + " bytes";
    }

    /// The same without redirects, headers and body.
    HttpFacts brief() {
        return new HttpFacts(status, version, List.of(), Map.of(), bodyBytes, bodySha256, Optional.empty());
    }

    public record Redirect(URI url, int status, String location) {}
}
