/// The process that looks from another place: `tocsin agent`. It has no database, no settings and no listener.
@NullMarked
package dev.tocsin.app.agent;

import org.jspecify.annotations.NullMarked;
