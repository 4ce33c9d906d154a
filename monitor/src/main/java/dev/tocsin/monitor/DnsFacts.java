package dev.tocsin.monitor;

import java.util.List;
import java.util.Optional;

/// The answer of a name server. `transport` names both where UDP was followed by TCP; `answers` hold lifetime,
/// type and value as in a zone file, at most 100 of them, while the counts are the true ones. `serial` is that
/// of an SOA record in the answer.
public record DnsFacts(
        String server,
        String transport,
        String rcode,
        List<String> flags,
        List<String> answers,
        int answerCount,
        int authorityCount,
        int additionalCount,
        Optional<Long> serial)
        implements Facts {

    @Override
    public String kind() {
        return "dns";
    }

    @Override
    public String words() {
        var records = answerCount + (answerCount == 1 ? " record" : " records");
        var shown = answers.isEmpty() ? "" : ": " + String.join(", ", answers.subList(0, Math.min(3, answers.size())));
        return rcode + " over " + transport + ", " + records + shown + (answers.size() > 3 ? ", …" : "");
    }
}
