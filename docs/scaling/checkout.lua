-- wrk -t1 -s checkout.lua: checkouts of many customers under all the demo's API keys, each with a key of its own.
local thread

function setup(the_only_one)
  thread = the_only_one
end

local run = os.time()
local sent = 0
paid, degraded, pending, refused = 0, 0, 0, 0

function request()
  sent = sent + 1
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["X-API-Key"] = "demo-" .. sent % 100
  wrk.headers["Idempotency-Key"] = run .. "-" .. sent
  local body = '{"customerId":"c-' .. sent % 900
    .. '","items":[{"sku":"sku-1","quantity":2}],"paymentToken":"tok_visa"}'
  return wrk.format("POST", "/checkout", nil, body)
end

function response(status, headers, body)
  if status == 201 and body:find('"degraded":[]', 1, true) then
    paid = paid + 1
  elseif status == 201 then
    degraded = degraded + 1
  elseif status == 202 then
    pending = pending + 1
  else
    refused = refused + 1
  end
end

function done(summary, latency, requests)
  local seconds = summary.duration / 1e6
  print(string.format("RESULT %.2f %d %d %d %d %.1f %.1f", seconds, thread:get("paid"), thread:get("degraded"),
    thread:get("pending"), thread:get("refused"), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
