package dev.tocsin.statuspage.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// Reads documents of a snapshot as their readers would.
final class Documents {

    private Documents() {}

    static String text(Snapshot snapshot, String path) {
        return text(Objects.requireNonNull(snapshot.at(path), path));
    }

    static String text(Representation document) {
        return text(document.encoded(Coding.IDENTITY).bytes());
    }

    static JsonNode json(Snapshot snapshot, String path) {
        try {
            return new JsonMapper().readTree(text(snapshot, path));
        } catch (JsonProcessingException e) {
            throw new AssertionError(path + " is no JSON", e);
        }
    }

    /// The JDK's own parser: it stops at the first fault of form.
    static Document xml(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.slice()).toString();
    }
}
