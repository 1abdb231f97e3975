package dev.breakwater.payment.charge;

import static io.restassured.RestAssured.given;

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

/** What order-service sends: the order's id is the key. */
final class Caller {
    private Caller() {}

    /** A key that nobody used yet. */
    static String newKey() {
        return "order-" + UUID.randomUUID();
    }

    static String body(String orderId, String customerId, String amount, String token) {
        return """
                {"orderId": "%s", "customerId": "%s", "amount": {"amount": "%s", "currency": "EUR"},
                 "paymentToken": "%s"}
                """.formatted(orderId, customerId, amount, token);
    }

    /** Posts a charge of 39.80 by {@code tok_visa}. */
    static Response charge(String key) {
        return charge(key, "39.80", "tok_visa");
    }

    static Response charge(String key, String amount, String token) {
        return post(key, body(key, "c-17", amount, token));
    }

    static Response post(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/charges");
    }

    static Response find(String key) {
        return given().queryParam("idempotencyKey", key).get("/charges");
    }

    /** Posts a charge of 39.80 and waits for no answer: closing the socket is leaving. */
    static Socket postAndHold(String key) throws IOException {
        byte[] body = body(key, "c-17", "39.80", "tok_visa").getBytes(StandardCharsets.UTF_8);
        String head = "POST /charges HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    /** Sends so many requests at once and waits for all answers. */
    static List<Response> together(int count, IntFunction<Response> request) throws Exception {
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
