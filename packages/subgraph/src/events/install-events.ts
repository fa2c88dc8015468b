import { Migration } from '@mikro-orm/migrations'

/**
 * What a department has to tell others, and what it was told. The application reaches neither table but through these
 * functions, each of which asks the signed context for what it is doing: a statement smuggled into a request learns nothing.
 */
export class InstallEvents extends Migration {
  override name = '20260105000000-install-events'

  override up(): void {
    this.addSql(`create schema events`)
    this.addSql(`
create table events.outbox (
  id uuid primary key,
  no bigint generated always as identity,
  type text not null,
  subject text not null,
  unit_code text not null,
  request text not null,
  at timestamptz not null default clock_timestamp(),
  payload jsonb not null
)`)
    this.addSql(`
create table events.delivery (
  consumer text not null,
  subject text not null,
  seq bigint not null,
  event_id uuid not null references events.outbox (id),
  tries int not null default 0,
  due_at timestamptz not null default now(),
  delivered_at timestamptz,
  parked_at timestamptz,
  fault text,
  primary key (consumer, subject, seq)
)`)
    this.addSql(`create index delivery_event on events.delivery (event_id)`)
    this.addSql(`create index delivery_waiting on events.delivery (consumer, due_at) where delivered_at is null`)
    this.addSql(`
create table events.inbox (
  id uuid primary key,
  producer text not null,
  subject text not null,
  seq bigint not null,
  type text not null,
  applied_at timestamptz not null default clock_timestamp(),
  unique (producer, subject, seq)
)`)
    this.addSql(`
create function events.demand(purpose text) returns void language plpgsql stable set search_path = pg_catalog, pg_temp as $f$
begin
  if app.purpose() is distinct from demand.purpose then
    raise exception 'not the purpose of this' using errcode = '42501';
  end if;
end $f$`)
    // Two mutations about one subject wait for each other here, so that numbers follow the order in which they commit.
    this.addSql(`
create function events.publish(id uuid, type text, subject text, unit text, request text, payload jsonb, consumers text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare
  receiver text;
begin
  if not publish.unit = any (app.units()) then
    raise exception 'not a unit of this context' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('events.publish ' || publish.subject, 0));
  insert into events.outbox (id, type, subject, unit_code, request, payload)
  values (publish.id, publish.type, publish.subject, publish.unit, publish.request, publish.payload);
  foreach receiver in array publish.consumers loop
    insert into events.delivery (consumer, subject, seq, event_id)
    select receiver, publish.subject, coalesce(max(d.seq), 0) + 1, publish.id
    from events.delivery d where d.consumer = receiver and d.subject = publish.subject;
  end loop;
end $f$`)
    // A claim is a lease: whoever dies with it, or hears no answer, leaves the event due again.
    this.addSql(`
create function events.claim(consumer text, lease interval, most int)
returns table (id uuid, type text, subject text, seq bigint, unit text, request text, at timestamptz, payload jsonb, tries int)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
begin
  perform events.demand('DELIVERY');
  return query
    with due as (
      select d.subject, d.seq from events.delivery d
      where d.consumer = claim.consumer and d.delivered_at is null and d.parked_at is null and d.due_at <= now()
        and not exists (
          select from events.delivery before
          where before.consumer = d.consumer and before.subject = d.subject and before.seq < d.seq and before.delivered_at is null)
      order by d.due_at limit claim.most for update skip locked
    ), claimed as (
      update events.delivery d set due_at = now() + claim.lease from due
      where d.consumer = claim.consumer and d.subject = due.subject and d.seq = due.seq
      returning d.event_id, d.seq, d.tries
    )
    select o.id, o.type, o.subject, c.seq, o.unit_code, o.request, o.at, o.payload, c.tries
    from claimed c join events.outbox o on o.id = c.event_id order by o.no;
end $f$`)
    this.addSql(`
create function events.settle(consumer text, id uuid, fault text, wait interval, park boolean)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
begin
  perform events.demand('DELIVERY');
  update events.delivery d set
    delivered_at = case when settle.fault is null then now() end,
    tries = d.tries + case when settle.wait is null then 0 else 1 end,
    due_at = now() + coalesce(settle.wait, '0'),
    parked_at = case when settle.park then now() end,
    fault = settle.fault
  where d.consumer = settle.consumer and d.event_id = settle.id and d.delivered_at is null;
end $f$`)
    // What was parked is tried anew: after whatever could not apply it was repaired.
    this.addSql(`
create function events.unpark(consumer text) returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare
  freed bigint;
begin
  perform events.demand('DELIVERY');
  update events.delivery d set parked_at = null, tries = 0, due_at = now()
  where d.consumer = unpark.consumer and d.parked_at is not null;
  get diagnostics freed = row_count;
  return freed;
end $f$`)
    this.addSql(`
create function events.waiting() returns table (consumer text, waiting bigint, parked bigint, next_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
begin
  perform events.demand('DELIVERY');
  return query
    select d.consumer, count(*), count(d.parked_at), min(d.due_at) filter (where d.parked_at is null)
    from events.delivery d where d.delivered_at is null group by d.consumer;
end $f$`)
    this.addSql(`
create function events.receive(id uuid, producer text, subject text, seq bigint, type text)
returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare
  last bigint;
begin
  perform events.demand('EVENTS');
  perform pg_advisory_xact_lock(hashtextextended('events.receive ' || receive.producer || ' ' || receive.subject, 0));
  select coalesce(max(i.seq), 0) into last from events.inbox i where i.producer = receive.producer and i.subject = receive.subject;
  if receive.seq <= last then return 'APPLIED'; end if;
  if receive.seq > last + 1 then return 'EARLY'; end if;
  insert into events.inbox (id, producer, subject, seq, type)
  values (receive.id, receive.producer, receive.subject, receive.seq, receive.type);
  return 'NEXT';
end $f$`)
  }
}
