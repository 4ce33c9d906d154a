package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.disclosure.Disclosure;
import dev.tocsin.incidents.disclosure.cvss.Cvss;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The beginning of an advisory in the Common Security Advisory Framework 2.0 (docs.oasis-open.org/csaf), to be
/// finished
/// by whoever knows the products: `csaf_base`, which needs none. It says nothing of what the reporter wrote.
final class CsafDraft {
    private CsafDraft() {}

    static ObjectNode of(Disclosure one, String company, URI url, Instant now) {
        var at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        var json = JsonNodeFactory.instance.objectNode();
        var document = json.putObject("document");
        document.put("category", "csaf_base").put("csaf_version", "2.0").put("title", "Advisory " + one.reference());
        document.putObject("publisher")
                .put("category", "vendor")
                .put("name", company)
                .put("namespace", url.resolve("/").toString());
        var tracking = document.putObject("tracking");
        tracking.put("id", one.reference())
                .put("status", "draft")
                .put("version", "1")
                .put("initial_release_date", at)
                .put("current_release_date", at);
        tracking.putArray("revision_history")
                .addObject()
                .put("number", "1")
                .put("date", at)
                .put("summary", "Draft");
        var notes = document.putArray("notes");
        notes.addObject().put("category", "summary").put("text", "To be written.");
        if (!one.cvss().isEmpty()) {
            var cvss = Cvss.of(one.cvss());
            notes.addObject()
                    .put("category", "details")
                    .put("title", "Severity")
                    .put(
                            "text",
                            "%s (%s, %s)".formatted(cvss.score(), cvss.rating().word(), cvss.vector()));
        }
        if (one.creditAgreed()) {
            document.putArray("acknowledgments").addObject().putArray("names").add(one.credit());
        }
        return json;
    }
}
