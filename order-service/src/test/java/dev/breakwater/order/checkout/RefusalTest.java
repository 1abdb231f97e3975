package dev.breakwater.order.checkout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.breakwater.order.Customer;
import dev.breakwater.order.Neighbours;
import dev.breakwater.order.OrderTest;
import dev.breakwater.order.Service;
import dev.breakwater.order.Tables;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no checkout is refused with what is wrong, writes nothing and uses up no key. */
@OrderTest
class RefusalTest {
    Neighbours neighbours;

    @Inject
    Service service;

    @Inject
    Tables tables;

    private final String key = Customer.newKey();
    private long before;

    @BeforeEach
    void allIsWell() {
        service.isWell();
        neighbours.areWell();
        before = tables.orders();
    }

    @AfterEach
    void nothingWasWrittenAndTheKeyIsUnused() {
        assertThat(tables.orders()).isEqualTo(before);
        Customer.checkout(key).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"customerId\": \"c-17\",|the body is not JSON",
                "checkout please|the body is not JSON",
                "[]|body must be an object",
                "null|body must not be null",
                "{}|customerId must not be null (and 2 more)",
            })
    void whatIsNoJsonOrNoCheckout(String body, String detail) {
        refused(post(body), detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sku-1\", \"quantity\": -1|items[0].quantity must be greater than or equal to 1",
                "\"sku-1\", \"quantity\": 0|items[0].quantity must be greater than or equal to 1",
                "\"sku-1\"|items[0].quantity must be a whole number",
                "\"sku-1\", \"quantity\": 100|items[0].quantity must be less than or equal to 99",
                "\"sku-1\", \"quantity\": 1.5|items[0].quantity must be a whole number",
                "\"sku-1\", \"quantity\": 99999999999|items[0].quantity is out of range",
                "\"sku-1\", \"quantity\": null|items[0].quantity must be a whole number",
                "null, \"quantity\": 1|items[0].sku must not be null",
                "\"sku-13\", \"quantity\": 1|items[0].sku is not in the catalog: 'sku-13'",
                "\"\\u0000\", \"quantity\": 1|items[0].sku is not in the catalog",
                "\"sku-1\", \"quantity\": 1, \"price\": 0|items[0].price is not known here",
            })
    void itemsThatCannotBe(String item, String detail) {
        refused(post("""
                {"customerId": "c-17", "items": [{"sku": %s}], "paymentToken": "tok_visa"}
                """.formatted(item)), detail);
    }

    @Test
    void noItemsAndTooMany() {
        refused(postItems("[]"), "items size must be between 1 and 50");
        refused(postItems("[null]"), "items[0] must not be null");
        String item = "{\"sku\": \"sku-1\", \"quantity\": 1}";
        refused(
                postItems("[" + String.join(",", Collections.nCopies(51, item)) + "]"),
                "items size must be between 1 and 50");
    }

    @Test
    void anArticleInTwoLines() {
        refused(
                postItems("[{\"sku\": \"sku-1\", \"quantity\": 1}, {\"sku\": \"sku-1\", \"quantity\": 2}]"),
                "items[1].sku is there twice: 'sku-1'; one line says how many");
    }

    @Test
    void allThatIsWrongIsSaid() {
        postItems("[{\"sku\": \"x\", \"quantity\": 1}, {\"sku\": \"y\", \"quantity\": 2}]")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:breakwater:problem:invalid-input"))
                .body("violations[0].field", equalTo("items[0].sku"))
                .body("violations[1].field", equalTo("items[1].sku"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "a\\u0000b", "\\u0000", "a\\nb", "\\ud800", "\\udc00\\ud800", "\\u200b", "\\u202e"})
    void textsThatCannotBe(String text) {
        for (String field : new String[] {"c-17", "tok_visa"}) {
            refused(post(Customer.BODY.replace(field, text)), "must be 1 to 255 printable characters, not all blank");
        }
    }

    @Test
    void textsThatAreTooLong() {
        refused(post(Customer.BODY.replace("c-17", "c".repeat(256))), "customerId must be 1 to 255");
        refused(post(Customer.BODY.replace("tok_visa", "t".repeat(256))), "paymentToken must be 1 to 255");
        refused(post(Customer.BODY.replace("sku-1", "s".repeat(65))), "items[0].sku size must be between 0 and 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/checkout", "/checkout?page=1"})
    void noKey(String path) {
        Response answer =
                given().contentType("application/json").body(Customer.BODY).post(path);
        refused(answer, "Idempotency-Key is missing");
        answer.then().body("violations[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void keysThatCannotBe() {
        for (String wrong : new String[] {"k".repeat(256), "k".repeat(300), "schlüssel", "a\tb"}) {
            refused(
                    with(given().header("Idempotency-Key", wrong))
                            .body(Customer.BODY)
                            .post("/checkout"),
                    "Idempotency-Key must be 1 to 255 printable ASCII characters");
        }
    }

    @Test
    void bodiesThatAreTooLarge() {
        for (int bytes : new int[] {64 * 1024 + 1, 10 * 1024 * 1024}) {
            post(Customer.BODY.replace("c-17", "c".repeat(bytes)))
                    .then()
                    .statusCode(413)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void otherMediaTypesAndMethods() {
        given().header("Idempotency-Key", key)
                .contentType("text/plain")
                .body(Customer.BODY)
                .post("/checkout")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().get("/checkout").then().statusCode(405).contentType("application/problem+json");
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    private void refused(Response answer, String detail) {
        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("detail", containsString(detail));
    }

    private Response postItems(String items) {
        return post("""
                {"customerId": "c-17", "items": %s, "paymentToken": "tok_visa"}
                """.formatted(items));
    }

    private Response post(String body) {
        return with(given().header("Idempotency-Key", key)).body(body).post("/checkout");
    }

    private static RequestSpecification with(RequestSpecification request) {
        return request.contentType("application/json");
    }
}
