package dev.tocsin.incidents.disclosure.mail;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.tocsin.incidents.mailroom.Octets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Outlook's `winmail.dat` (MS-OXTNEF): attachments inside one that nobody else opens. It is a row of attributes,
/// each with a length; what is cut off or nonsense ends the reading, and the file itself is kept beside anyway.
final class Tnef {
    private static final int SIGNATURE = 0x223E9F78;
    private static final int HEAD = 6;
    private static final int MOST = 100;
    private static final int RENDERING = 0x9002;
    private static final int TITLE = 0x8010;
    private static final int DATA = 0x800F;
    private static final int PROPERTIES = 0x9005;
    private static final int LONG_FILENAME = 0x3707_001F;

    private Tnef() {}

    static boolean isTnef(Entity.Leaf leaf) {
        return (leaf.is("application/ms-tnef") || leaf.is("application/vnd.ms-tnef"))
                || leaf.name().filter("winmail.dat"::equalsIgnoreCase).isPresent();
    }

    static List<Attachment> attachments(Octets content) {
        var in = ByteBuffer.wrap(content.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        var found = new ArrayList<Attachment>();
        if (in.remaining() < HEAD || in.getInt() != SIGNATURE) {
            return found;
        }
        in.getShort();
        var name = "";
        var data = Optional.<Octets>empty();
        while (in.remaining() > 11 && found.size() < MOST) {
            Patience.check();
            var level = in.get();
            var attribute = in.getInt() & 0xFFFF;
            var length = in.getInt();
            if (length < 0 || length > in.remaining() || level < 1 || level > 2) {
                break;
            }
            var value = new byte[length];
            in.get(value);
            in.position(Math.min(in.limit(), in.position() + 2));
            switch (attribute) {
                case RENDERING -> {
                    add(found, name, data);
                    name = "";
                    data = Optional.empty();
                }
                case TITLE -> name = name.isEmpty() ? title(value) : name;
                case DATA -> data = Optional.of(new Octets(value));
                case PROPERTIES -> name = longName(value).orElse(name);
                default -> {}
            }
        }
        add(found, name, data);
        return found;
    }

    private static void add(List<Attachment> found, String name, Optional<Octets> data) {
        data.ifPresent(
                content -> found.add(new Attachment(AttachmentName.safe(name), "application/octet-stream", content)));
    }

    private static String title(byte[] value) {
        return Charsets.decode(value, Optional.empty()).replace("\0", "");
    }

    /// The properties are of many types; the one name that is sought is found by its tag.
    private static Optional<String> longName(byte[] value) {
        var in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = 0; at + 12 <= value.length; at += 4) {
            if (in.getInt(at) == LONG_FILENAME && in.getInt(at + 4) == 1) {
                var length = in.getInt(at + 8);
                if (length > 0 && length <= value.length - at - 12) {
                    return Optional.of(new String(value, at + 12, length, UTF_16LE).replace("\0", ""));
                }
            }
        }
        return Optional.empty();
    }
}
