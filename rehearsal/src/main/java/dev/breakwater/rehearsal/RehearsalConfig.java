package dev.breakwater.rehearsal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * {@code rehearsal.…}: the request to rehearse. It must be one that may be repeated, or one that is new each time:
 * {@code {uuid}} in a header's value or in the body is another UUID for each request, the same wherever it stands.
 */
@ConfigMapping(prefix = "rehearsal")
interface RehearsalConfig {

    /** The method; default {@code GET}. */
    @WithDefault("GET")
    String method();

    /** The path, such as {@code /recommendations/c-0}. Without one there is no rehearsal. */
    Optional<String> path();

    /** Headers by name, such as {@code rehearsal.headers.Idempotency-Key}; none by default. */
    Map<String, String> headers();

    /** The body, as JSON; none by default. */
    Optional<String> body();

    /** How many good answers there must be; default 3: the first loads nearly all that is to be loaded. */
    @WithDefault("3")
    int times();

    /** How long the service may stay unready for it; default 30 s. */
    @WithDefault("30s")
    Duration patience();
}
