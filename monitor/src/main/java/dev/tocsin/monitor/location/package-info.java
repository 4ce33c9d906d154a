/// Looking from elsewhere: what the server hands to agents, how it travels, and how an agent looks.
@NullMarked
package dev.tocsin.monitor.location;

import org.jspecify.annotations.NullMarked;
