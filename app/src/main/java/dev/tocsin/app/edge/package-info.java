@NullMarked
package dev.tocsin.app.edge;

import org.jspecify.annotations.NullMarked;
