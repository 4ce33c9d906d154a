package dev.tocsin.app.edge;

import java.security.Principal;
import java.util.Set;

/// Who is calling: a token by its name, with what it may do.
public record Caller(String name, Set<Scope> scopes) implements Principal {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String getName() {
        return name;
    }

    boolean may(String word) {
        return scopes.stream().anyMatch(scope -> scope.word().equals(word));
    }
}
