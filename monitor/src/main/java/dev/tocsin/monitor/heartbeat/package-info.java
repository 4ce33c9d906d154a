/// Jobs that call us: their calls are rows, and what is made of them is decided by functions of those rows.
@NullMarked
package dev.tocsin.monitor.heartbeat;

import org.jspecify.annotations.NullMarked;
