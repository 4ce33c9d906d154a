/// A copy of the page that stands elsewhere: files that any server can serve, signed, and watched for its age.
@NullMarked
package dev.tocsin.statuspage.twin;

import org.jspecify.annotations.NullMarked;
