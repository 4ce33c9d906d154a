package dev.tocsin.incidents.oncall;

/// Who is on call, and why: words that can follow "you are".
public record OnCall(String responder, String because) {}
