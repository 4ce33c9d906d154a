@NullMarked
package dev.tocsin.app.demo;

import org.jspecify.annotations.NullMarked;
