@NullMarked
package dev.tocsin.app.judging;

import org.jspecify.annotations.NullMarked;
