@NullMarked
package dev.tocsin.app.commands;

import org.jspecify.annotations.NullMarked;
