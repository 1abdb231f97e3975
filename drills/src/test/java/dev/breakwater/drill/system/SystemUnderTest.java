package dev.breakwater.drill.system;

import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Setup;
import dev.breakwater.drill.launch.Variant;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the whole system once for all system tests, as {@code ./demo --fraud 2} does, and mends it after each of them. */
final class SystemUnderTest implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SystemUnderTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Customer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return customer(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        customer(context).mend();
    }

    private static Customer customer(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Started.class, type -> new Started(), Started.class)
                .customer;
    }

    private static final class Started implements AutoCloseable {
        private final RunningSystem system;
        private final Customer customer;

        Started() {
            try {
                Path home = Path.of("").toAbsolutePath().getParent();
                system = RunningSystem.start(Setup.throwAway(home, Variant.PROTECTED.withFraudInstances(2)));
            } catch (Exception e) {
                throw new AssertionError(e.getMessage(), e);
            }
            customer = new Customer(system);
        }

        @Override
        public void close() {
            system.close();
        }
    }
}
