-- One row for each order. Rows are never deleted: an order is the memory of its idempotency key.
create table orders (
    id                    uuid primary key,
    -- Whose keys these are: a digest of the API key, or 'shared' for all callers without one.
    scope                 text not null,
    idempotency_key       text not null,
    -- Digest of the body that the key was used with.
    fingerprint           text not null,
    customer_id           text not null,
    lines                 jsonb not null,
    total                 numeric(12, 2) not null check (total > 0),
    currency              text not null,
    -- Kept as long as the charge may have to be asked for again.
    payment_token         text,
    status                text not null check (status in ('PAYMENT_PENDING', 'PAID', 'DECLINED', 'IN_REVIEW')),
    charge_id             uuid,
    fraud_check           text check (fraud_check in ('SERVICE', 'RULES')),
    -- What the checkout was answered; 'NONE' also where it never came to an answer.
    recommended           text[] not null default '{}',
    recommendation_source text not null default 'NONE'
        check (recommendation_source in ('MODEL', 'CACHE', 'DEFAULTS', 'NONE')),
    -- Whose attempt to charge it is, or was last (the order's own id for the request that placed it), and until when by
    -- this database's clock. After a failed attempt it is when the next one is due.
    lease                 uuid not null,
    leased_until          timestamptz not null,
    -- Attempts that have ended or were given up; 0 while the request that placed the order is still at it.
    tries                 integer not null default 0,
    placed_at             timestamptz not null default now(),
    settled_at            timestamptz,
    unique (scope, idempotency_key),
    check ((status = 'PAYMENT_PENDING') = (settled_at is null)),
    check ((status = 'PAYMENT_PENDING') = (charge_id is null)),
    check ((status = 'PAYMENT_PENDING') = (fraud_check is null)),
    check ((status = 'PAYMENT_PENDING') = (payment_token is not null))
);

-- What the settlement looks for and the edge counts. Small, whatever the table's size: it holds pending orders only.
create index order_due on orders (leased_until) where status = 'PAYMENT_PENDING';
