package dev.tocsin.app.imports;

import java.util.List;

/// What came of other systems' files: our settings as text, and how much that text says.
/// @param lost how many things have no counterpart; each is named in a comment
public record Imported(String text, int monitors, int lost) {

    static Imported of(List<String> sources, List<Draft> drafts, List<String> remarks) {
        var lost = remarks.size()
                + drafts.stream().mapToInt(draft -> draft.remarks().size()).sum();
        return new Imported(new SettingsText(sources, drafts, remarks).toString(), drafts.size(), lost);
    }
}
