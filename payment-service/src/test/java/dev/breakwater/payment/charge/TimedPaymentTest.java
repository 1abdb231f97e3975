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

/** As {@link PaymentTest}, with the time that a charge has in earnest. */
@QuarkusTest
@WithTestResource(value = PostgresTestResource.class, initArgs = @ResourceArg(name = "database", value = "payments"))
@WithTestResource(FraudServer.class)
@ExtendWith(UntilReady.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface TimedPaymentTest {}
