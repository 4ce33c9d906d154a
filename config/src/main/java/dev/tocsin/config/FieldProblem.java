package dev.tocsin.config;

/// Something that must be mended in an entry that came from elsewhere than a file. `field` names the place, as in
/// `steps[2].expect`; it is empty where the entry as a whole is meant.
public record FieldProblem(String field, String text, String cure) {

    @Override
    public String toString() {
        return (field.isEmpty() ? "" : field + ": ") + text + ", " + cure;
    }
}
