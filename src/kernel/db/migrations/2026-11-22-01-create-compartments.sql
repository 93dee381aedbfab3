-- Each compartment that may write keeps its own commands, ledger, outbox and keys, so that nothing joins them:
-- a suspicious-transaction report must stay secret from care, a survivor's words from their case (architecture §2, wall 5).
do $$
declare
  compartment text;
begin
  foreach compartment in array array['kernel', 'finance', 'participation'] loop
    execute format('create schema if not exists %I', compartment);
    execute format($table$
      create table %1$I.command (
        actor text not null,
        id uuid not null,
        name text not null,
        input_hash bytea not null,
        answer jsonb,
        at timestamptz not null,
        primary key (actor, id)
      )$table$, compartment);
    execute format($table$
      create table %1$I.ledger (
        chain smallint not null,
        seq bigint not null,
        line jsonb not null,
        hash text not null,
        primary key (chain, seq)
      )$table$, compartment);
    execute format($table$
      create table %1$I.ledger_head (
        chain smallint not null primary key,
        seq bigint not null,
        hash text not null
      )$table$, compartment);
    execute format($table$
      create table %1$I.ledger_checkpoint (
        number bigint not null primary key,
        checkpoint jsonb not null
      )$table$, compartment);
    execute format('insert into %1$I.ledger_head select chain, 0, '''' from generate_series(0, 15) chain', compartment);
    execute format($table$
      create table %1$I.outbox (
        id uuid not null primary key,
        type text not null,
        event jsonb not null,
        at timestamptz not null,
        stored_at timestamptz not null,
        delivered_at timestamptz,
        attempts int not null default 0,
        next_at timestamptz not null,
        last_error text
      )$table$, compartment);
    execute format('create index outbox_waiting on %1$I.outbox (next_at, id) where delivered_at is null', compartment);
    execute format($table$
      create table %1$I.vault_key (
        subject_id uuid not null primary key,
        wrapped bytea,
        created_at timestamptz not null,
        destroyed_at timestamptz,
        check ((wrapped is null) = (destroyed_at is not null))
      )$table$, compartment);
  end loop;
  create schema if not exists evidence;
end
$$;
