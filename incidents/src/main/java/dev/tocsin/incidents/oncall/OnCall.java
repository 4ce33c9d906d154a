package dev.tocsin.incidents.oncall;

/// Who is on call, and why.
public record OnCall(String responder, String because) {}
