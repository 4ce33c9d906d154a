package dev.tocsin.statuspage.web;

/// Makes any text fit for every surface. What no XML document may hold (control signs, halves of surrogate
/// pairs) would break a feed for all its readers, so it is left out everywhere; all else, however hostile, is
/// for the escaping of each surface to tame.
final class Plain {

    private Plain() {}

    static String text(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().filter(Plain::allowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// The production Char of XML 1.0, less the C1 controls, which HTML forbids.
    private static boolean allowed(int sign) {
        return sign == '\t'
                || sign == '\n'
                || sign == '\r'
                || (sign >= 0x20 && sign < 0x7f)
                || (sign >= 0xa0 && sign <= 0xd7ff)
                || (sign >= 0xe000 && sign <= 0xfffd && !(sign >= 0xfdd0 && sign <= 0xfdef))
                || (sign >= 0x10000 && (sign & 0xfffe) != 0xfffe);
    }
}
