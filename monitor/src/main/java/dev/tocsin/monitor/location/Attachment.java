package dev.tocsin.monitor.location;

import java.util.Optional;

/// Stands for a file of the server's machine that a monitor speaks of. `sha256` (hex) finds its content beside; it
/// is empty where the server could not read it, and the look will then say so.
public record Attachment(String name, Optional<String> sha256) {}
