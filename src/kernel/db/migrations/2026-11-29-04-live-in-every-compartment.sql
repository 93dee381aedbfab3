-- Finance and participation had no roots, lists, deadlines and jobs, and evidence had no tables at all, so no room could live there.
-- Now each compartment has the ten tables that the kernel writes. In evidence they are for its own work; what it learns about others
-- it reads from views (kernel.publish).
do $$
declare
  compartment text;
begin
  foreach compartment in array array['evidence'] loop
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

  foreach compartment in array array['finance', 'participation', 'evidence'] loop
    execute format($table$
      create table %1$I.root (
        id uuid not null primary key,
        kind text not null
      )$table$, compartment);
    execute format($table$
      create table %1$I.worklist (
        scope int not null,
        list text not null,
        record_id uuid not null,
        record_kind text not null,
        danger smallint not null,
        due_at timestamptz not null,
        at timestamptz not null,
        summary jsonb not null,
        key_id uuid,
        sealed_title bytea,
        primary key (scope, list, record_id),
        check ((key_id is null) = (sealed_title is null))
      )$table$, compartment);
    execute format('create index worklist_order on %1$I.worklist (scope, list, danger, due_at, at, record_id)', compartment);
    execute format('create index worklist_record on %1$I.worklist (record_id)', compartment);
    perform kernel.protect_worklist(format('%I.worklist', compartment)::regclass);
    execute format($table$
      create table %1$I.deadline (
        subject_id uuid not null,
        id uuid not null,
        subject_kind text not null,
        clock_id text not null,
        level smallint not null default 0,
        scopes int[] not null,
        started_at timestamptz not null,
        due_at timestamptz not null,
        met_at timestamptz,
        missed_at timestamptz,
        stopped_at timestamptz,
        rule jsonb not null,
        primary key (subject_id, id)
      )$table$, compartment);
    execute format('create index deadline_waiting on %1$I.deadline (due_at)
      where met_at is null and missed_at is null and stopped_at is null', compartment);
    perform kernel.protect_deadline(format('%I.deadline', compartment)::regclass);
    execute format($table$
      create table %1$I.job (
        id uuid not null primary key,
        kind text not null,
        run_at timestamptz not null,
        payload jsonb not null,
        done_at timestamptz,
        attempts int not null default 0,
        last_error text
      )$table$, compartment);
    execute format('create index job_waiting on %1$I.job (run_at, id) where done_at is null', compartment);
  end loop;
end
$$;
