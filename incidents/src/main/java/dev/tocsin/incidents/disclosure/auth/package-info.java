/// Who wrote a mail: Authentication-Results, SPF, DKIM, DMARC, ARC.
@NullMarked
package dev.tocsin.incidents.disclosure.auth;

import org.jspecify.annotations.NullMarked;
