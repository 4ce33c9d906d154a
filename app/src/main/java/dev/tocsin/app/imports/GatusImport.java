package dev.tocsin.app.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a monitor of every endpoint of Gatus.
final class GatusImport {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{[^}]*}|\\$([A-Za-z_]\\w*)");

    /// What is left over of one endpoint is said above its monitor.
    private static final Pattern OF_ONE = Pattern.compile("(external-)?endpoints\\[\\d+]\\.?");

    /// What Gatus has where an endpoint says nothing.
    private static final String USUAL_INTERVAL = "60s";

    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    static boolean reads(ForeignMapping file) {
        return file.has("endpoints") || file.has("external-endpoints") || file.has("suites");
    }

    /// `$NAME` and `${NAME}` come from the environment there, and `$$` is a dollar sign.
    static String notation(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            if (found.group().equals("$$")) {
                return Matcher.quoteReplacement("$");
            }
            return Matcher.quoteReplacement(found.group(1) == null ? found.group() : "${" + found.group(1) + "}");
        });
    }

    void endpoints(ForeignFile file, ForeignMapping gatus) {
        gatus.mappings("endpoints").forEach(this::endpoint);
        gatus.mappings("external-endpoints").forEach(this::externalEndpoint);
        gatus.leftovers().stream()
                .filter(left -> !OF_ONE.matcher(left).lookingAt())
                .forEach(left -> remarks.add(file.name() + ": " + left));
    }

    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void endpoint(ForeignMapping endpoint) {
        var draft = draft(endpoint);
        var url = endpoint.text("url").orElse("");
        if (isDisabled(endpoint, draft)) {
            return;
        }
        if (!GatusTarget.read(endpoint, url, draft)) {
            remarks.add("endpoint " + draft.name() + ": there is no kind of monitor for " + shown(url));
            return;
        }
        ForeignDurations.putEvery(draft, endpoint.text("interval").orElse(USUAL_INTERVAL));
        endpoint.mapping("client").ifPresent(client -> client(client, draft));
        drafts.add(draft);
        drafts.addAll(new GatusConditions(draft, url).read(endpoint.texts("conditions")));
        remarkLeftovers(endpoint, draft);
    }

    private void externalEndpoint(ForeignMapping endpoint) {
        var draft = draft(endpoint);
        if (isDisabled(endpoint, draft)) {
            return;
        }
        if (!GatusHeartbeat.read(endpoint, draft)) {
            remarks.add("external endpoint " + draft.name()
                    + ": without a heartbeat.interval nothing is expected of it, say how often it calls");
            return;
        }
        drafts.add(draft);
        remarkLeftovers(endpoint, draft);
    }

    private static Draft draft(ForeignMapping endpoint) {
        var name = endpoint.text("name").orElse("endpoint");
        return new Draft(endpoint.text("group").map(group -> group + "/" + name).orElse(name));
    }

    private boolean isDisabled(ForeignMapping endpoint, Draft draft) {
        var disabled = !endpoint.flag("enabled").orElse(true);
        if (disabled) {
            remarks.add("endpoint " + draft.name() + ": it is disabled there");
        }
        return disabled;
    }

    private static void remarkLeftovers(ForeignMapping endpoint, Draft draft) {
        endpoint.leftovers().forEach(left -> draft.remark(OF_ONE.matcher(left).replaceFirst("")));
    }

    private static String shown(String url) {
        return url.replaceFirst("//[^/]*@", "//[redacted]@");
    }

    private static void client(ForeignMapping client, Draft draft) {
        client.text("timeout").ifPresent(limit -> ForeignDurations.putTimeout(draft, limit));
        if (!draft.settings().has("http")) {
            return;
        }
        if (client.flag("insecure").orElse(false)) {
            draft.settings().put("verify", false);
        }
        if (client.flag("ignore-redirect").orElse(false)) {
            draft.settings().put("follow", 0);
        }
        client.text("network")
                .filter(network -> !network.equals("ip"))
                .ifPresent(network -> draft.settings().put("ipFamily", network.equals("ip6") ? "6" : "4"));
        ForeignClient.proxy(client, "proxy-url", draft);
        client.mapping("tls")
                .ifPresent(tls -> ForeignClient.certificate(tls, "certificate-file", "private-key-file", draft));
    }
}
