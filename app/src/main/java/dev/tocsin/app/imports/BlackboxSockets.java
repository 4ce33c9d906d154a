package dev.tocsin.app.imports;

import java.util.Optional;

/// Makes looks at ports, names and hosts of modules of blackbox_exporter.
final class BlackboxSockets {
    private BlackboxSockets() {}

    static void read(String prober, ProbeTarget target, Optional<ForeignMapping> options, Draft draft) {
        var settings = draft.settings();
        switch (prober) {
            case "tcp" -> settings.put("tcp", target.address());
            case "icmp" -> settings.put("icmp", target.address());
            case "grpc" -> settings.put("grpc", target.address());
            default -> dns(target, options, draft);
        }
        options.ifPresent(one -> {
            switch (prober) {
                case "tcp" -> tcp(one, draft);
                case "grpc" -> grpc(one, draft);
                default -> {}
            }
        });
    }

    private static void tcp(ForeignMapping tcp, Draft draft) {
        if (tcp.flag("tls").orElse(false)) {
            draft.settings().put("tls", true);
        }
        trust(tcp, draft);
        for (var step : tcp.mappings("query_response")) {
            step.text("expect")
                    .ifPresent(pattern -> GoPatterns.java(pattern)
                            .ifPresentOrElse(
                                    java -> draft.settings()
                                            .withArrayProperty("steps")
                                            .addObject()
                                            .put("expect", java),
                                    () -> draft.remark("expect: " + pattern + ", a pattern that Java does not have")));
            step.text("send")
                    .ifPresent(text -> draft.settings()
                            .withArrayProperty("steps")
                            .addObject()
                            .put("send", text + "\n"));
        }
    }

    private static void grpc(ForeignMapping grpc, Draft draft) {
        grpc.text("service")
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> draft.settings().put("service", name));
        if (!grpc.flag("tls").orElse(false)) {
            draft.settings().put("plaintext", true);
        }
        trust(grpc, draft);
    }

    private static void trust(ForeignMapping options, Draft draft) {
        options.mapping("tls_config").ifPresent(tls -> {
            tls.text("ca_file").ifPresent(file -> draft.settings().put("trust", file));
            tls.text("server_name").ifPresent(name -> draft.settings().put("serverName", name));
        });
    }

    /// There the target is the server, and the module names the question.
    private static void dns(ProbeTarget target, Optional<ForeignMapping> options, Draft draft) {
        var settings = draft.settings();
        settings.put("dns", options.flatMap(one -> one.text("query_name")).orElse("."));
        settings.put("server", target.address());
        options.ifPresent(one -> {
            one.text("query_type")
                    .ifPresentOrElse(
                            type -> RecordTypes.put(type, draft),
                            () -> draft.remark("no query_type, which asks for ANY; here it is A"));
            one.text("transport_protocol")
                    .filter(name -> name.startsWith("tcp"))
                    .ifPresent(_ -> settings.put("transport", "tcp"));
            var codes = one.texts("valid_rcodes");
            if (!codes.isEmpty()) {
                codes.forEach(draft.expect().withArrayProperty("rcode")::add);
            }
        });
    }
}
