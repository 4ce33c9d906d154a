package dev.tocsin.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;

/// Under which account the server runs. PostgreSQL refuses root, so as root we step down.
sealed interface ServerAccount {

    int ROOT = 0;

    /// `nobody` on every Linux.
    int NOBODY = 65534;

    /// We are an ordinary user, and so is the server.
    record Ours() implements ServerAccount {}

    /// We are root; the server runs in a user namespace of its own in which it is nobody. Its files stay root's.
    record Namespace() implements ServerAccount {}

    /// We are root; the server and its files belong to another user.
    record Other(int user, int group) implements ServerAccount {}

    /// The rule. `maker` is the owner of an existing data folder: whoever made it goes on with it.
    static ServerAccount choose(int us, Optional<Other> maker, boolean namespaces, boolean stepsDown) {
        if (us != ROOT) {
            return new Ours();
        }
        var other = maker.filter(owner -> owner.user() != ROOT);
        if (other.isEmpty() && namespaces) {
            return new Namespace();
        }
        if (!stepsDown) {
            throw new DatabaseUnavailable(
                    "PostgreSQL does not run as root, and neither unshare nor setpriv is here to step down: start Tocsin as an ordinary user or set database.url");
        }
        return other.orElse(new Other(NOBODY, NOBODY));
    }

    /// Looks at this machine and at the owner of `data`, the folder of the tables.
    static ServerAccount of(Path data) throws IOException {
        var us = Math.toIntExact(new UnixSystem().getUid());
        var maker = Files.exists(data)
                ? Optional.of(new Other(Folders.owner(data), Folders.group(data)))
                : Optional.<Other>empty();
        if (us != ROOT) {
            if (maker.isPresent() && maker.get().user() != us) {
                throw new DatabaseUnavailable(
                        "%s belongs to another user (number %d): start Tocsin as that user, or hand it over with chown -R"
                                .formatted(data, maker.get().user()));
            }
            return new Ours();
        }
        // initdb also wants its account to have a name, hence id -un.
        var namespaces = Command.succeeds("unshare", "-U", "id", "-un");
        return choose(us, maker, namespaces, Command.succeeds("setpriv", "--version"));
    }

    /// The words before a command of the server's.
    default List<String> prefix() {
        return switch (this) {
            case Ours _ -> List.of();
            case Namespace _ -> List.of("unshare", "-U");
            case Other(var user, var group) ->
                List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
        };
    }

    /// Hands over what the server must be able to write.
    default void give(Path path) throws IOException {
        switch (this) {
            case Ours _, Namespace _ -> {}
            case Other(var user, var group) -> Folders.give(path, user, group);
        }
    }

    /// Another user must be able to walk to `folder`.
    default void requireWayTo(Path folder) throws IOException {
        switch (this) {
            case Ours _, Namespace _ -> {}
            case Other(var user, var _) -> {
                for (var step = folder.toAbsolutePath(); step != null; step = step.getParent()) {
                    var open = Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE);
                    if (!open && Folders.owner(step) != user) {
                        throw new DatabaseUnavailable(
                                "PostgreSQL does not run as root, and user number %d cannot enter %s: allow it with chmod o+x, or start Tocsin as an ordinary user"
                                        .formatted(user, step));
                    }
                }
            }
        }
    }
}
