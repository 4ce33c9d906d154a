import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Measures how fast the status page is served, beside nginx (one worker, `gzip_static`) with the same bytes and the same
/// headers, in turn; and how long it takes until an update that was published over the API can be read. Beside the rates,
/// which a machine that others use too moves by half, stands what an answer costs the server: processor time, all of
/// the product's processes and threads included.
///
/// On a machine with two processors the server has the first and wrk, which asks, the second. Arguments: home of the
/// product, folder to work in, rounds, seconds. `status-page` beside this file gives them.
final class StatusPage {
    private static final int CONNECTIONS = 64;
    private static final int COMPONENTS = 12;
    private static final int CHANGES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("([0-9]+) requests in");
    private static final Pattern P50 = Pattern.compile("50%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

    private final Product product;
    private final Path work;
    private final Path home;
    private final String page;
    private final int seconds;

    /// What wrk says, times in milliseconds; and the processor time of the server for one answer, in microseconds.
    record Figures(double rate, double p50, double p99, double cost) {}

    private StatusPage(Product product, Path home, Path work, int seconds) throws IOException {
        this.product = product;
        this.home = home;
        this.work = work;
        this.seconds = seconds;
        this.page = Files.readString(work.resolve("tocsin.yml")).lines().findFirst().orElseThrow().substring(5);
    }

    static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        System.out.println(Machine.words());
        try (var product = Product.start(home, work, settings())) {
            var bench = new StatusPage(product, home, work, Integer.parseInt(arguments[3]));
            pin(product.process().pid());
            // Until the page has been rendered once more by the clock, every 5 s.
            Thread.sleep(6_000);
            bench.serve(Integer.parseInt(arguments[2]));
            bench.change();
        }
        System.exit(0);
    }

    private void serve(int rounds) throws IOException, InterruptedException {
        var port = freePort();
        var nginx = nginx(port);
        try {
            wrk(page + "/", 20, product.process().toHandle());
            var ours = new ArrayList<Figures>();
            var theirs = new ArrayList<Figures>();
            for (var round = 0; round < rounds; round++) {
                theirs.add(wrk("http://127.0.0.1:" + port + "/", seconds, nginx.toHandle()));
                ours.add(wrk(page + "/", seconds, product.process().toHandle()));
                System.out.printf(
                        "round %d: nginx %,.0f/s (%.1f µs), ours %,.0f/s (%.1f µs)%n",
                        round + 1,
                        theirs.getLast().rate(),
                        theirs.getLast().cost(),
                        ours.getLast().rate(),
                        ours.getLast().cost());
            }
            tell("nginx", middle(theirs));
            tell("ours ", middle(ours));
            System.out.printf(
                    "ratio of the rates %.2f (aim 0.75), of the costs, theirs to ours, %.2f%n",
                    middle(ours).rate() / middle(theirs).rate(),
                    middle(theirs).cost() / middle(ours).cost());
        } finally {
            nginx.destroy();
            nginx.waitFor(5, TimeUnit.SECONDS);
        }
    }

    /// nginx with exactly the bytes and headers that we send.
    private Process nginx(int port) throws IOException, InterruptedException {
        var root = Files.createDirectories(work.resolve("nginx"));
        var plain = fetch("identity");
        var packed = fetch("gzip");
        Files.write(root.resolve("index.html"), plain.body());
        Files.write(root.resolve("index.html.gz"), packed.body());
        System.out.printf("the page: %,d bytes, %,d with gzip%n", plain.body().length, packed.body().length);
        var headers = plain.headers().map().entrySet().stream()
                .filter(one -> !List.of("content-length", "content-type", "etag", "date", "vary", "connection")
                        .contains(one.getKey()))
                .map(one -> "      add_header %s \"%s\";"
                        .formatted(one.getKey(), one.getValue().getFirst().replace("\"", "\\\"")))
                .collect(Collectors.joining("\n"));
        var conf = Files.writeString(work.resolve("nginx.conf"), """
                worker_processes 1;
                daemon off;
                pid %1$s/nginx-own.pid;
                error_log %1$s/nginx.log;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 100000000;
                  open_file_cache max=100;
                  types { text/html html; }
                  charset utf-8;
                  gzip_static on;
                  gzip_vary on;
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  server {
                    listen 127.0.0.1:%2$d;
                    root %3$s;
                %4$s
                  }
                }
                """.formatted(work, port, root, headers));
        var process = new ProcessBuilder("taskset", "-c", "0", "nginx", "-c", conf.toString(), "-p", work.toString())
                .inheritIO()
                .start();
        Files.writeString(work.resolve("2-nginx.pid"), process.pid() + "\n");
        // It says nothing when it listens.
        Thread.sleep(1_000);
        return process;
    }

    private HttpResponse<byte[]> fetch(String coding) throws IOException, InterruptedException {
        return product.http()
                .send(
                        HttpRequest.newBuilder(URI.create(page + "/"))
                                .header("Accept-Encoding", coding)
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Usage usage(ProcessHandle server) {
        return Usage.of(server).and(Usage.below(server));
    }

    private Figures wrk(String url, int lasts, ProcessHandle server) throws IOException, InterruptedException {
        var before = usage(server);
        var process = new ProcessBuilder(
                        "taskset", "-c", "1", "wrk", "-t1", "-c" + CONNECTIONS, "-d" + lasts + "s", "--latency",
                        "-H", "Accept-Encoding: gzip", url)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        if (said.contains("Non-2xx")) {
            System.out.println("NOT VALID: " + said);
        }
        var cpu = usage(server).since(before).cpuSeconds();
        return new Figures(
                number(RATE, said), time(P50, said), time(P99, said), cpu * 1e6 / number(REQUESTS, said));
    }

    /// From the moment at which the API is asked to publish until the incident's page is there.
    private void change() throws IOException, InterruptedException {
        var token = run("token", "create", "bench", "--scope", "status:read,status:write").strip();
        var times = new double[CHANGES];
        for (var i = 0; i < CHANGES; i++) {
            var began = System.nanoTime();
            var answer = product.http()
                    .send(
                            HttpRequest.newBuilder(URI.create(page + "/api/v1/updates"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .timeout(PATIENCE)
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"title\": \"Change %d\", \"status\": \"investigating\", \"body\": \"x\"}"
                                                    .formatted(i)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var id = Pattern.compile("\"incident\":\"([a-z0-9]{12})\"").matcher(answer.body());
            if (!id.find()) {
                throw new IOException("the update was not taken: " + answer.body());
            }
            var incident = HttpRequest.newBuilder(URI.create(page + "/incidents/" + id.group(1))).build();
            while (product.http().send(incident, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                Thread.sleep(1);
            }
            times[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                "visible after a change: p50 %.0f ms, the longest of %d %.0f ms (aim 1,000)%n",
                times[CHANGES / 2], CHANGES, times[CHANGES - 1]);
    }

    private String run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(home.resolve("tocsin").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--config", work.resolve("tocsin.yml").toString(), "--data", product.data().toString()));
        var process = new ProcessBuilder(command).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String settings() {
        return IntStream.range(0, COMPONENTS)
                .mapToObj(i -> "  - { name: Component %d, group: Group %d, description: One of them }".formatted(i, i / 4))
                .collect(Collectors.joining("\n", "components:\n", "\n"));
    }

    private static void pin(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("taskset", "-a", "-c", "-p", "0", Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void tell(String who, Figures figures) {
        System.out.printf(
                "%s %,.0f/s, p50 %.2f ms, p99 %.2f ms, %.1f µs of the processor an answer%n",
                who, figures.rate(), figures.p50(), figures.p99(), figures.cost());
    }

    private static Figures middle(List<Figures> all) {
        return all.stream()
                .sorted((one, other) -> Double.compare(one.rate(), other.rate()))
                .toList()
                .get(all.size() / 2);
    }

    private static double number(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("wrk did not say it: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    private static double time(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("wrk did not say it: " + said);
        }
        var value = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "us" -> value / 1e3;
            case "ms" -> value;
            default -> value * 1e3;
        };
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
