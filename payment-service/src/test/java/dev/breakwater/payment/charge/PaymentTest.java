package dev.breakwater.payment.charge;

import dev.breakwater.database.PostgresTestResource;
import dev.breakwater.payment.fraud.FraudServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole service with a real database and a fraud-service that does as a test says, and time on a busy machine. */
@QuarkusTest
@WithTestResource(value = PostgresTestResource.class, initArgs = @ResourceArg(name = "database", value = "payments"))
@WithTestResource(value = FraudServer.class, initArgs = @ResourceArg(name = "charge-deadline", value = "30s"))
@ExtendWith(UntilReady.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PaymentTest {}
