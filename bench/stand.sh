# shellcheck shell=sh
# What the benchmarks share: the built product, a JDK, a folder to work in, and an end that leaves nothing behind.
# Sourced, with $bench set to this folder. TOCSIN_HOME names another tree whose built product is to be measured.

home=$(CDPATH='' cd -- "${TOCSIN_HOME:-$bench/..}" && pwd -P)
# Builds what is stale, which must not be measured.
"$home/tocsin" --version >/dev/null
jdk=$("$home/tocsin" --find-jdk)
work=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-bench.XXXXXX")
# As root the product may run its PostgreSQL as another user, who must be able to walk in.
chmod 711 "$work"

# Every process that a benchmark starts writes its id to a file here. SIGTERM first, as an operator would; what has not
# ended after 20 s is killed. PostgreSQL ends with the product, whichever way that goes.
finish() {
    trap '' INT TERM
    for file in "$work"/*.pid; do
        [ -f "$file" ] || continue
        pid=$(cat "$file")
        kill "$pid" 2>/dev/null || continue
        patience=200
        while kill -0 "$pid" 2>/dev/null; do
            patience=$((patience - 1))
            if [ "$patience" -eq 0 ]; then
                kill -9 "$pid" 2>/dev/null
                break
            fi
            sleep 0.1
        done
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Runs one of the Java programs beside this file against the product's own jars, for SECONDS at most.
# In the background, because a shell answers signals only between commands, or while it waits.
#   measure SECONDS PROGRAM ARGUMENT...
measure() {
    limit=$1 program=$2
    shift 2
    timeout --kill-after=30 "$limit" "$jdk/bin/java" -XX:+UseSerialGC -Xmx256m "-Dbench.folder=$bench" \
        -cp "$home/app/target/tocsin.jar" "$bench/$program" "$home" "$work" "$@" &
    echo $! >"$work/0-measure.pid"
    # shellcheck disable=SC2015
    wait $! && status=0 || status=$?
    rm -f "$work/0-measure.pid"
    [ "$status" -ne 124 ] || echo "bench: stopped, this took more than $limit s" >&2
    return "$status"
}

number() {
    case $2 in
        '' | *[!0-9]* | 0*) echo "bench: $1 is a number from 1, not \"$2\"" >&2 && exit 2 ;;
    esac
}

# Makes the watched site's key and certificate, and the $password of its store.
identity() {
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    "$jdk/bin/keytool" -genkeypair -alias target -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -validity 2 \
        -dname CN=target -ext san=ip:127.0.0.1 -keystore "$work/target.p12" -storepass "$password" 2>/dev/null
    "$jdk/bin/keytool" -exportcert -rfc -alias target -keystore "$work/target.p12" -storepass "$password" \
        >"$work/target.pem" 2>/dev/null
}
