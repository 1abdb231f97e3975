package dev.breakwater.resilience.quarkus;

import dev.breakwater.problem.ProblemException;
import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.ratelimit.RateLimit;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import dev.breakwater.resilience.ratelimit.RateLimiter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;

/**
 * Takes a token for each request of a {@link RateLimited} method. The headers are those of the IETF draft "RateLimit
 * header fields for HTTP" (httpapi-ratelimit-headers).
 */
final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String TAKEN = RateLimitFilter.class.getName();

    private final String name;
    private final RateLimiter limiter;
    private final Clients clients;
    private final Resilience resilience;

    RateLimitFilter(String name, RateLimiter limiter, Clients clients, Resilience resilience) {
        this.name = name;
        this.limiter = limiter;
        this.clients = clients;
        this.resilience = resilience;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!resilience.enabled()) {
            return;
        }
        Client client = clients.of(Wire.of(request).request());
        RateLimit taken = limiter.tryAcquire(client.id());
        request.setProperty(TAKEN, taken);
        if (!taken.allowed()) {
            if (resilience.hasListener()) {
                resilience.tell(new Event.Rejected(name, "rate-limited"));
            }
            throw refusal(taken);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (request.getProperty(TAKEN) instanceof RateLimit taken) {
            RateLimitConfig figures = limiter.config();
            long windowSeconds = Math.max(1, Math.round(figures.burst() / figures.perSecond()));
            answer.getHeaders()
                    .putSingle("RateLimit-Policy", "\"client\";q=" + figures.burst() + ";w=" + windowSeconds);
            answer.getHeaders()
                    .putSingle("RateLimit", "\"client\";r=" + taken.remaining() + ";t=" + seconds(taken.resetNanos()));
        }
    }

    private ProblemException refusal(RateLimit refused) {
        RateLimitConfig figures = limiter.config();
        return new ProblemException(
                        429,
                        "Too many requests",
                        "this client may send " + figures.burst() + " requests at once and " + figures.perSecond()
                                + " a second in the long run; the next may come in "
                                + seconds(refused.retryAfterNanos()) + " s")
                .retryAfter(Duration.ofNanos(refused.retryAfterNanos()));
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds();
    }
}
