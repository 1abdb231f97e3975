package dev.breakwater.resilience.ratelimit;

/**
 * What a client's bucket says to one request.
 *
 * @param allowed whether it may pass
 * @param remaining whole requests left at once after this one
 * @param resetNanos nanoseconds until the bucket is full again
 * @param retryAfterNanos nanoseconds until another request may pass; 0 where this one did
 */
public record RateLimit(boolean allowed, int remaining, long resetNanos, long retryAfterNanos) {}
