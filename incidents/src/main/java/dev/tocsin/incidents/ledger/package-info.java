/// Seals what happened, so that it can be proven later: to auditors, and to ourselves.
@NullMarked
package dev.tocsin.incidents.ledger;

import org.jspecify.annotations.NullMarked;
