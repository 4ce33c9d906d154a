package dev.tocsin.monitor.probe;

import java.time.Duration;
import okhttp3.Headers;

/// What came, as far as expectations ask for it. `tls` is the version of TLS, empty without it; `text` is the body as
/// far as it was read, empty when nobody reads it; `cut` tells that there was more than the `bytes` that were read.
record Answer(
        int status, String version, String tls, Headers headers, String text, int bytes, boolean cut, Duration total) {

    /// An answer with nothing remarkable about the way it came.
    Answer(int status, String text, boolean cut, Duration total) {
        this(status, "HTTP/1.1", "", Headers.EMPTY, text, text.length(), cut, total);
    }
}
