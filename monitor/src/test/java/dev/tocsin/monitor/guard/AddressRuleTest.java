package dev.tocsin.monitor.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private static final AddressRule INTERNET = AddressRule.INTERNET;

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.0.0.1, private",
        "10.255.255.255, private",
        "100.64.0.1, carrier's NAT",
        "100.127.255.255, carrier's NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.169.254, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.1, reserved",
        "192.0.2.1, documentation",
        "192.88.99.1, reserved",
        "192.168.255.255, private",
        "198.18.0.1, benchmarks",
        "198.19.255.255, benchmarks",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, broadcast",
        "::, unspecified",
        "::1, loopback",
        "::2, reserved",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "::10.0.0.1, private",
        "::127.0.0.1, loopback",
        "::8.8.8.8, reserved",
        "::ffff:0:10.0.0.1, reserved",
        "64:ff9b::10.0.0.1, private",
        "64:ff9b::a9fe:a9fe, link-local",
        "64:ff9b:1::1, reserved",
        "100::1, reserved",
        "2001::1, reserved",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, reserved",
        "2001:20::1, reserved",
        "2001:db8::1, documentation",
        "2002:0a00:0001::1, private",
        "2002:7f00:0001::1, loopback",
        "2002:a9fe:a9fe::, link-local",
        "2606:4700::5efe:10.0.0.1, private",
        "2606:4700::200:5efe:192.168.0.1, private",
        "3fff::1, documentation",
        "4000::1, reserved",
        "5f00::1, reserved",
        "fc00::1, private",
        "fd00:ec2::254, private",
        "fe80::1, link-local",
        "fe80::5efe:8.8.8.8, link-local",
        "fec0::1, private",
        "ff02::1, multicast"
    })
    void what_is_not_out_in_the_internet_is_refused_by_its_kind(String address, String kind) {
        assertThat(INTERNET.refusal(address, InetAddress.ofLiteral(address), false))
                .hasValueSatisfying(
                        refusal -> assertThat(refusal.sentence()).contains(kind, "apiMonitors.allow", address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2002:808:808::1"
            })
    void what_is_out_in_the_internet_may_be_looked_at(String address) {
        assertThat(INTERNET.refusal(address, InetAddress.ofLiteral(address), false))
                .isEmpty();
    }

    /// Java itself never makes one, but others might.
    @Test
    void an_address_that_came_as_mapped_is_unwrapped() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        bytes[12] = 127;
        bytes[15] = 1;

        assertThat(Reserved.why(Inet6Address.getByAddress(null, bytes, -1)))
                .hasValueSatisfying(why -> assertThat(why).contains("loopback"));
    }

    @Test
    void what_listens_on_this_machine_may_be_closed_to_the_outside() {
        assertThat(INTERNET.refusal("shop.test", InetAddress.ofLiteral("9.9.9.9"), true))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal.why()).isEqualTo("shop.test leads to an address of this machine"));
    }

    @Test
    void the_operator_may_allow_ranges_and_names() {
        var rule = new AddressRule(List.of(AddressRange.parse("10.20.0.0/16")), Set.of("db.internal"));
        var inside = InetAddress.ofLiteral("10.20.1.1");
        var beside = InetAddress.ofLiteral("10.21.1.1");

        assertThat(rule.refusal("a.test", inside, true)).isEmpty();
        assertThat(rule.refusal("a.test", beside, false)).isPresent();
        assertThat(rule.refusal("DB.internal.", beside, true)).isEmpty();
        assertThat(rule.refusal("db.internal.evil.test", beside, false)).isPresent();
        assertThat(rule.refusal("a.test", InetAddress.ofLiteral("64:ff9b::10.20.0.1"), false))
                .isEmpty();
        assertThat(rule.refusal("a.test", InetAddress.ofLiteral("64:ff9b::10.21.0.1"), false))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "0x7f.1",
                "0x7f000001",
                "2130706433",
                "127.1",
                "0177.0.0.1",
                "127.0.0.1.",
                "127。0。0。1",
                "127．0．0．1",
                "１２７.0.0.1",
                "1.2.3.4.5",
                "256.1.1.1",
                "[fe80::1%eth0]",
                "localhost",
                "LOCALHOST.",
                "a.localhost",
                "a..b",
                "",
                "."
            })
    void neither_an_inner_address_nor_an_odd_spelling_passes_the_definition(String host) {
        assertThat(INTERNET.refusal(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example.com",
                "shop.example.com.",
                "müller.example",
                "1.1.1.1",
                "[2606:4700::1]",
                "a_b.test",
                "x1"
            })
    void a_name_passes_the_definition_and_is_judged_when_it_is_looked_up(String host) {
        assertThat(INTERNET.refusal(host)).isEmpty();
    }

    @Test
    void a_range_must_say_what_it_means() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("10.20.0.0/33"))
                .withMessageContaining("write one from 0 to 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("10.20.0.1/16"))
                .withMessageContaining("bits behind its length");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse("10.20"))
                .withMessageContaining("no range");
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("255.1.1.1")))
                .isTrue();
    }

    @Property
    void a_range_holds_what_shares_its_first_bits_and_nothing_else(
            @ForAll @Size(4) byte[] first, @ForAll @Size(4) byte[] other, @ForAll @IntRange(max = 32) int length)
            throws UnknownHostException {
        var range = new AddressRange(InetAddress.getByAddress(first), length);
        var shared = Integer.numberOfLeadingZeros(number(first) ^ number(other));

        assertThat(range.contains(InetAddress.getByAddress(other))).isEqualTo(shared >= length);
    }

    @Property
    void however_an_address_is_wrapped_it_is_judged_as_what_it_is(@ForAll @Size(4) byte[] inner)
            throws UnknownHostException {
        var plain = InetAddress.getByAddress(inner);
        var nat64 = InetAddress.ofLiteral("64:ff9b::" + plain.getHostAddress());
        var sixToFour =
                InetAddress.ofLiteral("2002:%02x%02x:%02x%02x::1".formatted(inner[0], inner[1], inner[2], inner[3]));

        var refused = INTERNET.refusal("a.test", plain, false).isPresent();

        assertThat(INTERNET.refusal("a.test", nat64, false).isPresent()).isEqualTo(refused);
        assertThat(INTERNET.refusal("a.test", sixToFour, false).isPresent()).isEqualTo(refused);
    }

    @Property
    void a_spelling_that_java_takes_for_an_address_is_never_taken_for_a_name(
            @ForAll @IntRange(min = 1, max = 4) int parts, @ForAll @Size(4) int[] numbers, @ForAll boolean hex) {
        var text = new StringBuilder();
        for (var i = 0; i < parts; i++) {
            var number = Integer.toUnsignedLong(numbers[i]) % (i == parts - 1 ? 1L << (8 * (5 - parts)) : 256);
            text.append(i == 0 ? "" : ".").append(hex ? "0x" + Long.toHexString(number) : number);
        }

        assertThat(HostSpelling.of(text.toString())).isNotInstanceOf(HostSpelling.Name.class);
    }

    @Property
    void what_is_taken_for_an_address_is_the_one_that_is_dialled(@ForAll @Size(4) byte[] bytes)
            throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);

        assertThat(HostSpelling.of(address.getHostAddress())).isEqualTo(new HostSpelling.Literal(address));
    }

    private static int number(byte[] bytes) {
        return java.nio.ByteBuffer.wrap(bytes).getInt();
    }
}
