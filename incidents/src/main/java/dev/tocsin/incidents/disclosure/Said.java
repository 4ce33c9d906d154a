package dev.tocsin.incidents.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incidents.disclosure.mail.Attachment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a message says and what came with it, as it is sealed. Attachments themselves stay in the mail they came
/// in.
///
/// @param to whom it is for; empty for notes and for what came
/// @param proofs what its signatures turned out to be
public record Said(
        String text, List<Enclosure> attachments, List<String> problems, List<String> to, List<Proof> proofs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Said {
        attachments = List.copyOf(attachments);
        problems = List.copyOf(problems);
        to = List.copyOf(to);
        proofs = List.copyOf(proofs);
    }

    /// An attachment by its place in the mail.
    public record Enclosure(String name, String type, int bytes, String sha256) {}

    static Said text(String text) {
        return to(text, List.of());
    }

    static Said to(String text, List<String> to) {
        return new Said(text, List.of(), List.of(), to, List.of());
    }

    static List<Enclosure> enclosures(List<Attachment> attachments) {
        return attachments.stream()
                .map(one -> new Enclosure(
                        one.name(),
                        one.type(),
                        one.content().size(),
                        one.content().sha256()))
                .toList();
    }

    byte[] bytes() {
        var json = JSON.createObjectNode().put("text", text);
        var array = json.putArray("attachments");
        for (var one : attachments) {
            array.addObject()
                    .put("name", one.name())
                    .put("type", one.type())
                    .put("bytes", one.bytes())
                    .put("sha256", one.sha256());
        }
        problems.forEach(json.putArray("problems")::add);
        to.forEach(json.putArray("to")::add);
        json.set("proofs", JSON.valueToTree(proofs));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Said of(byte[] bytes) {
        try {
            var json = JSON.readTree(bytes);
            var attachments = new ArrayList<Enclosure>();
            for (var one : json.path("attachments")) {
                attachments.add(new Enclosure(
                        one.path("name").asText(),
                        one.path("type").asText(),
                        one.path("bytes").asInt(),
                        one.path("sha256").asText()));
            }
            var proofs = new ArrayList<Proof>();
            for (var one : json.path("proofs")) {
                proofs.add(JSON.treeToValue(one, Proof.class));
            }
            return new Said(
                    json.path("text").asText(), attachments, texts(json, "problems"), texts(json, "to"), proofs);
        } catch (IOException fault) {
            throw new IllegalStateException("what was sealed is no message", fault);
        }
    }

    private static List<String> texts(JsonNode json, String name) {
        var texts = new ArrayList<String>();
        json.path(name).forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
