package dev.breakwater.containers;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/**
 * Starts the shop for the first test that needs it, heals it before each, and takes it down at the end. Where
 * there is no engine, or nobody asked for the long tests, it says so in one line and skips.
 */
final class Containers implements ExecutionCondition, ParameterResolver, BeforeEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Containers.class);
    private static final ConditionEvaluationResult VERDICT = verdict();

    private static ConditionEvaluationResult verdict() {
        if (!Boolean.getBoolean("breakwater.thorough")) {
            return skip("they are long: -Pthorough runs them");
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("no Docker engine answers, and in CI one has to");
        }
        return skip("no Docker engine answers");
    }

    private static ConditionEvaluationResult skip(String reason) {
        System.out.println("Container tests are skipped: " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return VERDICT;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Shop resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shop(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shop(context).heal();
    }

    private static Shop shop(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Shop.class, key -> Shop.open(), Shop.class);
    }
}
