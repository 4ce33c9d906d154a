package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.ExampleBoard;
import dev.tocsin.statuspage.SeededBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Writes the pages of some boards to a folder, to be looked at: `Preview FOLDER`.
final class Preview {

    private Preview() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        write(folder.resolve("example"), ExampleBoard.make().board());
        write(folder.resolve("unconfirmed"), ExampleBoard.make().board().unconfirmed());
        write(
                folder.resolve("green"),
                new SeededBoard().component("", "Shop", "Browsing and checkout").board());
        write(folder.resolve("empty"), new SeededBoard().board());
    }

    private static void write(Path folder, Board board) throws IOException {
        var snapshot = new Rendering().render(board);
        for (var path : snapshot.paths()) {
            var name = path.equals("/") ? "index.html" : path.substring(1);
            save(folder.resolve(name.contains(".") ? name : name + ".html"), Objects.requireNonNull(snapshot.at(path)));
        }
        save(folder.resolve("lost.html"), snapshot.lostPage());
    }

    private static void save(Path file, Representation document) throws IOException {
        Files.createDirectories(file.getParent());
        var bytes = document.encoded(Coding.IDENTITY).bytes().slice();
        var content = new byte[bytes.remaining()];
        bytes.get(content);
        Files.write(file, content);
    }
}
