-- One row for each charge that was ever assessed.
--
-- A customer's rows are numbered without gaps and carry running sums, so that any figure over a window of time is the
-- difference between two rows, found by an index, however long the history is. The unique number also keeps two
-- assessments of one customer from overlooking each other: only one of them can be the next.
create table assessment (
    charge_id     text           primary key,
    customer_id   text           not null,
    number        bigint         not null check (number > 0),
    amount        numeric(12, 2) not null check (amount > 0),
    currency      text           not null,
    score         numeric(3, 2)  not null check (score between 0 and 1),
    decision      text           not null check (decision in ('ALLOW', 'REVIEW', 'DENY')),
    reasons       text[]         not null,
    allowed       bigint         not null,
    allowed_total numeric(18, 2) not null,
    assessed_at   timestamptz    not null default now(),
    unique (customer_id, number)
);

comment on column assessment.number is 'which assessment of this customer it is, from 1';
comment on column assessment.allowed is 'how many of them were ALLOW so far, this one included';
comment on column assessment.allowed_total is 'the amounts of those together';

create index assessment_of_customer_by_time on assessment (customer_id, assessed_at) include (number);
