package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.probe.Fault;
import org.xbill.DNS.Message;

/// What came of asking one server.
sealed interface Exchange {

    /// It answered.
    record Answered(Message message) implements Exchange {}

    /// It did not, or with something else.
    record Unanswered(Fault fault) implements Exchange {}
}
