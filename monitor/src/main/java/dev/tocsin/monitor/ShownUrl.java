package dev.tocsin.monitor;

import java.net.URI;
import java.util.regex.Pattern;

/// An address as people may see it: without the user and the password that may stand in it.
final class ShownUrl {

    private ShownUrl() {}

    static String of(URI url) {
        var user = url.getRawUserInfo();
        return user == null ? url.toString() : url.toString().replaceFirst(Pattern.quote(user + "@"), "");
    }
}
