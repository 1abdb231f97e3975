package dev.breakwater.payment.charge;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Begins no test before the service is ready: its database migrated, its way known. */
class UntilReady implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        URI ready = URI.create(TestHTTPResourceManager.getManagementUri()).resolve("/q/health/ready");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> when().get(ready).then().statusCode(200));
    }
}
