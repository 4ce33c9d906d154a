package dev.tocsin.app;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import dev.tocsin.incidents.inbound.MailSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Other systems that tell us what is wrong: `integrations`.
///
/// @param githubSecret what GitHub signs with
public record IntegrationSettings(Optional<Secret> githubSecret, List<MailSource> mail) {

    public IntegrationSettings {
        mail = List.copyOf(mail);
    }

    static IntegrationSettings read(Section root, Set<String> policies) {
        var section = root.section("integrations");
        var byAddress = new LinkedHashMap<String, MailSource>();
        for (var item : section.sections("mail")) {
            var source = MailSource.read(item, policies);
            if (byAddress.put(source.address(), source) != null) {
                item.problem("address", "it stands twice in mail", "give each source an address of its own");
            }
        }
        return new IntegrationSettings(
                section.section("github").optionalSecret("secret"), List.copyOf(byAddress.values()));
    }
}
