package dev.tocsin.monitor.inventory;

import dev.tocsin.config.Secret;
import dev.tocsin.monitor.Monitor;

/// A monitor that somebody asks for: what it is, its `definition` as JSON with the secrets in it, and as JSON that may
/// be shown.
public record Draft(Monitor monitor, Secret definition, String shown) {

    public Draft {
        monitor = monitor.byApi();
    }
}
