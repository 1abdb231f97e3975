package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.fallback.Sourced;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Runs chains of named sources: the first that answers wins, and the answer says which one it was. */
@ApplicationScoped
public class Fallbacks {
    private final Resilience resilience;

    Fallbacks(Resilience resilience) {
        this.resilience = resilience;
    }

    /** One link of a chain: a name for answers and metrics, and how to ask it. */
    public record Source<T>(String name, Supplier<Uni<T>> ask) {}

    /** Names a source. */
    public static <T> Source<T> source(String name, Supplier<Uni<T>> ask) {
        return new Source<>(name, ask);
    }

    /**
     * Asks the sources in order until one answers. Where the protection is off, only the first is asked.
     *
     * @param chain the chain's name in metrics
     * @return the first answer with its source's name; the last source's failure where all fail
     */
    @SafeVarargs
    public final <T> Uni<Sourced<T>> firstOf(String chain, Source<T>... sources) {
        return ask(chain, List.of(sources), 0);
    }

    private <T> Uni<Sourced<T>> ask(String chain, List<Source<T>> sources, int index) {
        Source<T> source = sources.get(index);
        Uni<Sourced<T>> answer = Uni.createFrom()
                .deferred(source.ask()::get)
                .map(value -> new Sourced<>(value, source.name()))
                .invoke(() -> answered(chain, source, index));
        return index + 1 == sources.size()
                ? answer
                : answer.onFailure(failure -> resilience.enabled())
                        .recoverWithUni(() -> ask(chain, sources, index + 1));
    }

    private void answered(String chain, Source<?> source, int index) {
        if (resilience.hasListener()) {
            resilience.tell(new Event.Sourced(chain, source.name(), index > 0));
        }
    }
}
