/// How the API reads what it is sent: bodies, cursors, keys, instants.
@NullMarked
package dev.tocsin.app.api;

import org.jspecify.annotations.NullMarked;
