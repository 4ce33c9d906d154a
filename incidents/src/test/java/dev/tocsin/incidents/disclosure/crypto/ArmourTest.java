package dev.tocsin.incidents.disclosure.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArmourTest {
    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";

    private static java.util.List<String> found(String text) {
        return Armour.in(text, "PGP MESSAGE", 2).stream()
                .map(block -> block.of(text))
                .toList();
    }

    @Test
    void each_block_of_a_text_is_found_up_to_as_many_as_are_wanted() {
        var block = BEGIN + "\nx\n" + END;

        assertThat(found("no block")).isEmpty();
        assertThat(found("a " + block + " b")).containsExactly(block);
        assertThat(found(block + block.replace("x", "y") + block)).containsExactly(block, block.replace("x", "y"));
    }

    @Test
    void a_beginning_without_an_end_is_no_block_and_spoils_none() {
        assertThat(found(BEGIN + "\nx")).isEmpty();
        assertThat(found(END + BEGIN + "\nx")).isEmpty();
        assertThat(found("the line " + BEGIN + " stands above:\n" + BEGIN + "\nx\n" + END))
                .containsExactly(BEGIN + "\nx\n" + END);
    }
}
