package dev.tocsin.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsBuffersTest {

    private final TlsBuffers buffers = new TlsBuffers();

    @Test
    void what_is_given_back_is_lent_again_empty() {
        var first = buffers.allocateDirectBuffer(16_384);
        first.nioBuffer().put(new byte[100]).flip();
        first.release();

        var second = buffers.allocateDirectBuffer(16_384);

        assertThat(second.nioBuffer()).isSameAs(first.nioBuffer());
        assertThat(second.nioBuffer().remaining()).isGreaterThanOrEqualTo(16_384);
    }

    @Test
    void what_is_given_back_twice_is_lent_to_one_only() {
        var first = buffers.allocateDirectBuffer(100);
        first.release();
        first.release();

        var second = buffers.allocateDirectBuffer(100);
        var third = buffers.allocateDirectBuffer(100);

        assertThat(second.nioBuffer()).isNotSameAs(third.nioBuffer());
    }

    @Test
    void more_than_a_record_is_made_anew() {
        var large = buffers.allocateDirectBuffer(1024 * 1024);

        assertThat(large.nioBuffer().remaining()).isEqualTo(1024 * 1024);
    }
}
