@NullMarked
package dev.tocsin.db;

import org.jspecify.annotations.NullMarked;
