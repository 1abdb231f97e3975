package dev.breakwater.order;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What customers send. */
public final class Customer {
    /** The specification's example: 39.80. */
    public static final String BODY = """
            {"customerId": "c-17", "items": [{"sku": "sku-1", "quantity": 2}], "paymentToken": "tok_visa"}
            """;

    private Customer() {}

    /** A key that nobody used yet. */
    public static String newKey() {
        return "key-" + UUID.randomUUID();
    }

    /** Posts the example. */
    public static Response checkout(String key) {
        return checkout(key, BODY);
    }

    public static Response checkout(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/checkout");
    }

    /** Posts the example as a client with an API key. */
    public static Response checkoutAs(String apiKey, String key) {
        return given().header("X-API-Key", apiKey)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(BODY)
                .post("/checkout");
    }

    public static Response order(String id) {
        return when().get("/orders/" + id);
    }

    public static String status(String orderId) {
        return order(orderId).path("status");
    }

    public static Response payment(String orderId) {
        return when().get("/orders/" + orderId + "/payment");
    }

    /** Posts the example and waits for no answer: closing the socket is leaving. */
    public static Socket checkoutAndHold(String key) throws IOException {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        String head = "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    /** Sends so many requests at once and waits for all answers. */
    public static List<Response> together(int count, IntFunction<Response> request) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Response>> calls = IntStream.range(0, count)
                    .mapToObj(number -> (Callable<Response>) () -> request.apply(number))
                    .toList();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
