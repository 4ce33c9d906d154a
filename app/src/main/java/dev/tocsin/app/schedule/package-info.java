@NullMarked
package dev.tocsin.app.schedule;

import org.jspecify.annotations.NullMarked;
