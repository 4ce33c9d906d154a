package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

    @Test
    void a_look_takes_the_addresses_in_the_order_of_the_system() {
        assertThat(Route.ANY.among(List.of(ONE, SIX, TWO))).containsExactly(ONE, SIX, TWO);
        assertThat(Route.IPV4.among(List.of(ONE, SIX, TWO))).containsExactly(ONE, TWO);
    }

    @Test
    void a_look_in_doubt_begins_with_another_address_and_leaves_none_out() {
        assertThat(Route.ANY.anew().among(List.of(ONE, SIX, TWO))).containsExactly(SIX, TWO, ONE);
        assertThat(Route.IPV4.anew().among(List.of(ONE, SIX, TWO))).containsExactly(TWO, ONE);
        assertThat(Route.IPV6.anew().among(List.of(ONE, SIX, TWO))).containsExactly(SIX);
    }
}
