package dev.tocsin.incidents.disclosure;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Gives a case to those whose it is.
final class HandOff {
    private final CaseFile file;
    private final Supplier<Optional<SecuritySettings>> settings;

    HandOff(CaseFile file, Supplier<Optional<SecuritySettings>> settings) {
        this.file = file;
        this.settings = settings;
    }

    /// Sends on to support what is theirs, and tells the reporter; false when there is no support.
    boolean toSupport(Handle handle, Disclosure found, String author, Instant now) {
        var rules = settings.get();
        var seal = file.keys.of(handle, found.id());
        if (rules.isEmpty() || seal.isEmpty() || rules.get().supportAddress().isEmpty()) {
            return false;
        }
        var support = rules.get().supportAddress().get();
        var first =
                file.letters.messages(handle, found.id()).stream().findFirst().map(row -> file.read(row, seal.get()));
        var told = "%s wrote to us, and it is for you. Please answer there directly.%n%n%s"
                .formatted(found.sender(), first.map(Said::text).orElse(""));
        file.send(handle, rules.get(), found, seal.get(), Outgoing.byMachine(author, support, told), now);
        for (var person : file.people.of(handle, found.id())) {
            if (person.approved()) {
                file.send(
                        handle,
                        rules.get(),
                        found,
                        seal.get(),
                        Outgoing.byMachine(
                                author,
                                person.address(),
                                "We have handed your mail on to our support, who will answer you."),
                        now);
            }
        }
        return true;
    }
}
