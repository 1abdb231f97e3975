#!/bin/sh
# Runs the service in this directory once, without any of its neighbours, and makes the AOT cache of what it loaded.
# The requests need not succeed: they need to go the way that requests go.
set -eu
cache=$1

java -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >/tmp/training.log 2>&1 &
service=$!

ask() { curl --silent --max-time 3 --output /dev/null "$@" || :; }
post() {
  ask --header 'Content-Type: application/json' --header 'Idempotency-Key: training' --data "$2" "http://127.0.0.1:8080$1"
}

until curl --silent --fail --output /dev/null http://127.0.0.1:9000/q/health/live; do
  kill -0 "$service" 2>/dev/null || { cat /tmp/training.log; exit 1; }
  sleep 0.2
done
for _ in 1 2 3; do
  post /checkout '{"customerId":"c-0","items":[{"sku":"sku-1","quantity":2}],"paymentToken":"tok_visa"}'
  post /charges '{"orderId":"o","customerId":"c-0","amount":{"amount":"1.00","currency":"EUR"},"paymentToken":"tok_visa"}'
  post /assessments '{"chargeId":"c","customerId":"c-0","amount":{"amount":"1.00","currency":"EUR"}}'
  ask http://127.0.0.1:8080/recommendations/c-0
  ask http://127.0.0.1:8080/catalog
  for path in /q/health/ready /q/health/started /q/metrics /resilience /chaos; do
    ask "http://127.0.0.1:9000$path"
  done
done

kill "$service"
wait "$service" || [ $? -eq 143 ]
[ -s "$cache" ] || { cat /tmp/training.log; echo "the service left no AOT cache"; exit 1; }
chmod a+r "$cache"
rm /tmp/training.log
