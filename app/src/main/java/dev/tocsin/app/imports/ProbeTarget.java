package dev.tocsin.app.imports;

import java.util.Optional;

/// One address that Prometheus has probed by a module of blackbox_exporter, and how often; `module` is empty where the
/// file does not say.
record ProbeTarget(String address, Optional<String> module, Optional<String> every, Optional<String> timeout) {}
