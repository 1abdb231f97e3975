#!/bin/bash
# Runs the service in this directory once, without any of its neighbours, and makes the AOT cache of what it loaded.
# The requests need not succeed: they need to go the way that requests go.
set -euo pipefail
cache=$1
log=$(mktemp)

fail() {
    cat "$log"
    echo "training: $*"
    kill -KILL "$service" 2>/dev/null || :
    exit 1
}

# within SECONDS COMMAND…: asks the command again until it succeeds, but no longer.
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@" 2>/dev/null; do
        ((SECONDS < end)) || return
        sleep 0.2
    done
}
ask() { timeout 3 ./ask "$@"; }
lives_or_ended() { ended || ask 9000 /q/health/live; }
ended() { ! kill -0 "$service"; }

# With the memory that a container gives it: on a host with very much of it the heap would be so large that references are
# written another way, and a JVM with a small heap refuses the cache.
java -XX:MaxRAM=224m -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >"$log" 2>&1 &
service=$!

within 120 lives_or_ended || fail "the service does not live after two minutes"
! ended 2>/dev/null || fail "the service ended"
for _ in 1 2 3; do
    ask 8080 /checkout '{"customerId":"c-0","items":[{"sku":"sku-1","quantity":2}],"paymentToken":"tok_visa"}' || :
    ask 8080 /charges '{"orderId":"o","customerId":"c-0","amount":{"amount":"1.00","currency":"EUR"},"paymentToken":"tok_visa"}' || :
    ask 8080 /assessments '{"chargeId":"c","customerId":"c-0","amount":{"amount":"1.00","currency":"EUR"}}' || :
    for path in /recommendations/c-0 /catalog; do
        ask 8080 "$path" || :
    done
    for path in /q/health/ready /q/health/started /q/metrics /resilience /chaos; do
        ask 9000 "$path" || :
    done
done

kill "$service"
within 120 ended || fail "the service does not end two minutes after it was asked to"
wait "$service" || [ $? = 143 ] || fail "the service ended badly"
[ -s "$cache" ] || fail "the service left no AOT cache"
chmod a+r "$cache"
rm "$log"
