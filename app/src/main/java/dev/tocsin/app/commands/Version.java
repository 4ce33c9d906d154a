package dev.tocsin.app.commands;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version as the jar's manifest says it.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Tocsin " + number() + ", Java " + Runtime.version()};
    }

    static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "from its sources");
    }
}
