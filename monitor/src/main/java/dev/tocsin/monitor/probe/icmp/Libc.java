package dev.tocsin.monitor.probe.icmp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The few calls of Linux that Java has no words for. Each answers what the call does, or the negative number of the
/// error, as the kernel itself would. None of them blocks, but for [#epollWait].
///
/// Not final, for tests have no other network that is silent for certain.
///
/// The JVM must be started with native access (`Enable-Native-Access` in the manifest of the product), else it warns.
// Calling native code is what this class is for.
@SuppressWarnings("restricted")
class Libc {

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle socket = named("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle connect = named("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle send =
            named("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle recv =
            named("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle close = named("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle setsockopt =
            named("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle epollCreate = named("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle epollControl =
            named("epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private final MethodHandle epollWait =
            named("epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    private MethodHandle named(String function, FunctionDescriptor shape) {
        var address = linker.defaultLookup()
                .find(function)
                .orElseThrow(() -> new UnsatisfiedLinkError("this system has no function " + function));
        return linker.downcallHandle(address, shape, Linker.Option.captureCallState("errno"));
    }

    int socket(int family, int type, int protocol) {
        return call(state -> (int) socket.invokeExact(state, family, type, protocol));
    }

    int connect(int descriptor, MemorySegment address) {
        return call(state -> (int) connect.invokeExact(state, descriptor, address, (int) address.byteSize()));
    }

    int send(int descriptor, MemorySegment bytes) {
        return call(state -> (int) (long) send.invokeExact(state, descriptor, bytes, bytes.byteSize(), 0));
    }

    int receive(int descriptor, MemorySegment into) {
        return call(state -> (int) (long) recv.invokeExact(state, descriptor, into, into.byteSize(), 0));
    }

    int close(int descriptor) {
        return call(state -> (int) close.invokeExact(state, descriptor));
    }

    /// Sets an option whose value is a number.
    int option(int descriptor, int level, int option, int value) {
        try (var arena = Arena.ofConfined()) {
            var number = arena.allocateFrom(JAVA_INT, value);
            return call(state ->
                    (int) setsockopt.invokeExact(state, descriptor, level, option, number, (int) number.byteSize()));
        }
    }

    int epollCreate(int flags) {
        return call(state -> (int) epollCreate.invokeExact(state, flags));
    }

    int epollControl(int epoll, int operation, int descriptor, MemorySegment event) {
        return call(state -> (int) epollControl.invokeExact(state, epoll, operation, descriptor, event));
    }

    /// Blocks the thread until something happens.
    int epollWait(int epoll, MemorySegment events, int most) {
        return call(state -> (int) epollWait.invokeExact(state, epoll, events, most, -1));
    }

    @FunctionalInterface
    private interface Call {
        int make(MemorySegment state) throws Throwable;
    }

    private static int call(Call call) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var result = call.make(state);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a native call throws nothing of its own", impossible);
        }
    }
}
