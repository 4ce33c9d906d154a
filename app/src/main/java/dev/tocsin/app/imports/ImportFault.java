package dev.tocsin.app.imports;

/// A file that cannot be read as what it should be. The message says which, why, and what to do.
public final class ImportFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportFault(String message) {
        super(message);
    }
}
