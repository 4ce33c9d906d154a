package dev.tocsin.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incidents.ledger.LedgerState;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LedgerCommandTest {
    private final FakeHouse house = new FakeHouse();
    private String out = "";

    @Test
    void a_whole_chain_is_told_with_its_head() {
        house.ledger = new LedgerState.Whole(12, 3, "00ff");

        assertThat(run("verify")).isZero();

        assertThat(out.lines())
                .containsExactly("The chain is whole: 12 lines, 3 of them with a person erased.", "head 00ff");
    }

    @Test
    void a_broken_chain_is_a_no_and_says_where() {
        house.ledger = new LedgerState.Broken(7, "the link is missing, the next is 8");

        assertThat(run("verify")).isEqualTo(Exit.NO);

        assertThat(out).contains("The chain is broken at 7: the link is missing, the next is 8.");
    }

    @Test
    void whoever_is_erased_is_told_under_their_new_name() {
        assertThat(run("erase", "ana")).isZero();

        assertThat(out).contains("ana is called erased-1 from now on, in 4 lines of timelines; 2 addresses are");
        assertThat(house.calls).anyMatch(call -> call.startsWith("erase") && call.endsWith(" ana"));
    }

    @Test
    void wrong_usage_is_told() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("erase", " ")).isEqualTo(2);
    }

    private int run(String... arguments) {
        var printed = new StringWriter();
        var exit = new CommandLine(new LedgerCommand(house))
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
        out = printed.toString();
        return exit;
    }
}
