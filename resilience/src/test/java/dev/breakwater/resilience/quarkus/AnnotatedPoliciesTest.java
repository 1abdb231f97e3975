package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.resilience.Trial;
import dev.breakwater.resilience.policy.PolicyConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bean's annotations may ask for. */
class AnnotatedPoliciesTest {
    private final Trial trial = new Trial();
    private final AnnotatedPolicies policies =
            new AnnotatedPolicies(trial.resilience, new StartupLint(new SmallRyeConfigBuilder().build()));

    private interface Priced {
        @Resilient("nowhere")
        default String price() {
            return "1.00";
        }
    }

    private static class Shop {
        @Resilient("nowhere")
        String name() {
            return "shop";
        }
    }

    private static final class CornerShop extends Shop {}

    private static class Dealer implements Priced {}

    private static final class CarDealer extends Dealer {}

    @Resilient("nowhere")
    private static final class Kiosk {
        String open() {
            return "from eight";
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Shop.class, CornerShop.class, Dealer.class, CarDealer.class, Kiosk.class})
    void aPolicyThatIsNotConfiguredStopsTheStartWhereverTheMethodComesFrom(Class<?> bean) {
        assertThatThrownBy(() -> policies.check(bean))
                .hasMessageContaining("@Resilient(\"nowhere\")")
                .hasMessageContaining("resilience.nowhere.timeout=3s");
    }

    private static final class Streaming {
        @Resilient("fraud")
        Multi<String> all() {
            return Multi.createFrom().empty();
        }
    }

    private static final class Publishing {
        @Resilient("fraud")
        Flow.Publisher<String> all() {
            return Multi.createFrom().empty();
        }
    }

    private static final class Promising {
        @Resilient("fraud")
        Future<String> some() {
            return new CompletableFuture<>();
        }
    }

    private static final class OnVertx {
        @Resilient("fraud")
        io.vertx.core.Future<String> some() {
            return io.vertx.core.Future.succeededFuture();
        }
    }

    @Resilient("fraud")
    private static final class Inheriting extends Stream {}

    private static class Stream {
        Multi<String> all() {
            return Multi.createFrom().empty();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Streaming.class, Publishing.class, Promising.class, OnVertx.class, Inheriting.class})
    void anAnswerWhoseEndNoPolicySeesStopsTheStart(Class<?> bean) {
        trial.define("fraud", PolicyConfig.DEFAULTS);

        assertThatThrownBy(() -> policies.check(bean))
                .hasMessageMatching("@Resilient cannot guard .*\\$.*\\.(all|some), because it returns .*; "
                        + "let it return Uni, CompletionStage, CompletableFuture or a plain value");
    }

    @Resilient("fraud")
    private static final class Sound {
        Uni<String> uni() {
            return Uni.createFrom().item("u");
        }

        CompletionStage<String> stage() {
            return future();
        }

        CompletableFuture<String> future() {
            return new CompletableFuture<>();
        }

        void plain() {}

        private static Multi<String> notIntercepted() {
            return Multi.createFrom().empty();
        }
    }

    @Test
    void whatCanBeGuardedAndIsConfiguredStarts() {
        trial.define("fraud", PolicyConfig.DEFAULTS);

        assertThat(policies.check(Sound.class)).isEmpty();
    }
}
