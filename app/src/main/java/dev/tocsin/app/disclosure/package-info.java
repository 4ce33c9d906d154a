/// Security reports as commands and the API show them.
@NullMarked
package dev.tocsin.app.disclosure;

import org.jspecify.annotations.NullMarked;
