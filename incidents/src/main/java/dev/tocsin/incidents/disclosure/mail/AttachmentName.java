package dev.tocsin.incidents.disclosure.mail;

import java.util.Optional;

/// What an attachment is called: by either field that may name it, without controls, without marks that turn the
/// direction of writing, without a path.
final class AttachmentName {
    private static final int LONGEST = 200;

    private AttachmentName() {}

    static Optional<String> of(Entity.Leaf leaf) {
        return leaf.disposition()
                .get("filename")
                .or(() -> leaf.type().get("name"))
                .map(AttachmentName::safe)
                .filter(name -> !name.isEmpty());
    }

    static String safe(String name) {
        var line = Clean.line(name);
        var last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        var bare = last.matches("\\.{1,2}") ? "" : last;
        return bare.length() > LONGEST ? Clean.text(bare.substring(bare.length() - LONGEST)) : bare;
    }
}
