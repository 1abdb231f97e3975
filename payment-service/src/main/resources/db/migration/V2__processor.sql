-- The card processor's own books. Think of them as another company's database: payment-service reaches them through
-- the processor's boundary only, and never in one transaction with its own tables.
create schema processor;

-- One row for each capture that was asked for, by key. The money taken is the sum over status 'CAPTURED'.
create table processor.capture (
    id              uuid primary key,
    idempotency_key text not null unique,
    reference       text not null,
    amount          numeric(12, 2) not null,
    currency        text not null,
    card_token      text not null,
    status          text not null check (status in ('CAPTURED', 'DECLINED')),
    decline_code    text check ((decline_code is null) = (status = 'CAPTURED')),
    created_at      timestamptz not null default now()
);

-- An auditor asks how often, and how much, was captured for one reference.
create index capture_reference on processor.capture (reference);
