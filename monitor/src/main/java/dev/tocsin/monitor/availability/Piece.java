package dev.tocsin.monitor.availability;

import dev.tocsin.monitor.Verdict;

/// All through `window` a monitor said `verdict`; `maintained` when maintenance had been announced for that time.
public record Piece(Window window, Verdict verdict, boolean maintained) {}
