package dev.tocsin.monitor.settings;

import dev.tocsin.config.Section;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;

/// Reads a monitor that asks a gRPC server for its health.
final class GrpcProbeSettings {

    private GrpcProbeSettings() {}

    static Probe.Grpc read(Section section) {
        var plaintext = section.flag("plaintext");
        return new Probe.Grpc(
                section.parsed("grpc", HostAndPort::parse, new HostAndPort("localhost", 1)),
                section.optionalText("service").orElse(""),
                plaintext,
                section.optionalText("serverName"),
                section.optionalPath("trust"),
                PaceSettings.read(section.section("expect")));
    }
}
