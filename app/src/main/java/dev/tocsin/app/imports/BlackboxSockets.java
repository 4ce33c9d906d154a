package dev.tocsin.app.imports;

import java.util.Optional;

/// Makes looks at ports, names and hosts of modules of blackbox_exporter.
final class BlackboxSockets {
    /// So many a monitor takes.
    private static final int MOST_STEPS = 20;

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
        var steps = tcp.mappings("query_response");
        for (var i = 0; i < steps.size() && step(steps.get(i), draft); i++) {
            // A dialogue is taken over up to what cannot be; what would follow is no use without it.
        }
    }

    /// False where the dialogue cannot go on.
    private static boolean step(ForeignMapping step, Draft draft) {
        if (draft.settings().path("steps").size() + 2 > MOST_STEPS) {
            return false;
        }
        var expected = step.text("expect").filter(pattern -> !pattern.isEmpty());
        var java = expected.flatMap(GoPatterns::javaInLine);
        if (expected.isPresent() && java.isEmpty()) {
            draft.remark("expect: " + expected.get() + ", a pattern that Java does not have");
            return false;
        }
        java.ifPresent(pattern -> add(draft, "expect", pattern));
        var sent = step.text("send").filter(text -> !text.isEmpty());
        if (expected.isPresent() && sent.filter(text -> text.contains("$")).isPresent()) {
            draft.remark(step.shown("send") + ", which repeats what was heard");
            return false;
        }
        sent.ifPresent(text -> add(draft, "send", text + "\n"));
        return !step.has("starttls");
    }

    private static void add(Draft draft, String deed, String text) {
        draft.settings().withArrayProperty("steps").addObject().put(deed, text);
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
