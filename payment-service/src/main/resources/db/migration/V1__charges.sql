-- One row for each idempotency key that was ever claimed. Rows are never deleted: the key of a charge is its memory.
create table charge (
    id              uuid primary key,
    idempotency_key text not null unique,
    order_id        text not null,
    customer_id     text not null,
    amount          numeric(12, 2) not null check (amount > 0),
    currency        text not null,
    payment_token   text not null,
    state           text not null
        check (state in ('CLAIMED', 'CAPTURING', 'APPROVED', 'DECLINED', 'IN_REVIEW')),
    -- Who assessed it; decided once, together with leaving CLAIMED.
    fraud_check     text check (fraud_check in ('SERVICE', 'RULES')),
    -- Why it is DECLINED: the processor's code, or 'fraud'.
    decline_code    text,
    -- Whose attempt holds the row, and until when by this database's clock. After a failed capture it is when the next
    -- attempt is due.
    lease           uuid not null,
    leased_until    timestamptz not null,
    captures_tried  integer not null default 0,
    created_at      timestamptz not null default now(),
    settled_at      timestamptz,
    check ((state = 'CLAIMED') = (fraud_check is null)),
    check ((state in ('CLAIMED', 'CAPTURING')) = (settled_at is null))
);

-- What the recovery worker looks for. Small, whatever the table's size: it holds unfinished captures only.
create index charge_due on charge (leased_until) where state = 'CAPTURING';
