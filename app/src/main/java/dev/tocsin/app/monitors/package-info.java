/// Monitors over the API: what is read and written joins all rooms, so it stands under the roof.
@NullMarked
package dev.tocsin.app.monitors;

import org.jspecify.annotations.NullMarked;
