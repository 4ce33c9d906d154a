/// Where looks may go that were asked for over the API: pure rules, usable without a database.
@NullMarked
package dev.tocsin.monitor.guard;

import org.jspecify.annotations.NullMarked;
