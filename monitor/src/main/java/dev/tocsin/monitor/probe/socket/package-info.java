/// Looks that hold a conversation over one socket: TCP, TLS, mail servers, WebSockets.
@NullMarked
package dev.tocsin.monitor.probe.socket;

import org.jspecify.annotations.NullMarked;
