package dev.tocsin.statuspage;

import java.time.Instant;

/// Something that somebody did to the page: a link of the chain of its subject. `content` is JSON, to the letter as it
/// was hashed.
public record Change(String subject, int number, Instant at, String actor, String kind, String content, String hash) {}
