package dev.tocsin.app.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a monitor of every endpoint of Gatus.
final class GatusImport {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{[^}]*}|\\$([A-Za-z_]\\w*)");

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
        gatus.leftovers().stream()
                .filter(left -> !left.startsWith("endpoints["))
                .forEach(left -> remarks.add(file.name() + ": " + left));
    }

    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void endpoint(ForeignMapping endpoint) {
        var name = endpoint.text("name").orElse("endpoint");
        var draft = new Draft(
                endpoint.text("group").map(group -> group + "/" + name).orElse(name));
        var url = endpoint.text("url").orElse("");
        if (!endpoint.flag("enabled").orElse(true)) {
            remarks.add("endpoint " + draft.name() + ": it is disabled there");
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
        endpoint.leftovers().forEach(left -> draft.remark(left.replaceFirst("^endpoints\\[\\d+]\\.", "")));
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
