import { Migration } from '@mikro-orm/migrations'

/**
 * Second migration of every service: what row policies know beyond units, and the audit. Rows of the audit can be added
 * and never changed, by nobody: not by the application, which has no right to, and not by the owner, whom triggers stop.
 */
export class InstallAudit extends Migration {
  override name = '20260102000000-install-audit'

  override up(): void {
    this.addSql(`
create function app.purpose() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$f$ select app.context() ->> 'purpose' $f$`)
    this.addSql(`
create function app.assignment() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$f$ select app.context() ->> 'assignment' $f$`)
    this.addSql(`
create function app.units_for(purposes text[]) returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare content jsonb := app.context();
begin
  if content is null or not (content ->> 'purpose') = any (purposes) then return '{}'; end if;
  return array(select jsonb_array_elements_text(content -> 'units'));
end $f$`)

    this.addSql(`create schema audit`)
    this.addSql(`
create table audit.event (
  id bigint generated always as identity primary key,
  format smallint not null default 1,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  request text not null,
  operation text,
  action text not null check (action in ('READ', 'WRITE', 'REFUSED')),
  account text not null,
  name text not null,
  role text not null,
  post text not null,
  organisation text not null,
  assignment text not null,
  purpose text not null,
  units text[] not null,
  subjects uuid[] not null,
  content jsonb not null
)`)
    this.addSql(`create index event_tx on audit.event (tx)`)
    this.addSql(`create index event_subjects on audit.event using gin (subjects)`)
    this.addSql(`create index event_account on audit.event (account, id)`)
    this.addSql(`create index event_assignment on audit.event (assignment)`)
    this.addSql(`create index event_request on audit.event (request)`)
    this.addSql(`
create table audit.batch (
  seq bigint primary key,
  from_tx xid8 not null,
  to_tx xid8 not null,
  ids bigint[] not null,
  leaves bytea[] not null,
  previous bytea not null,
  sealed_at timestamptz not null,
  head bytea not null
)`)
    this.addSql(`
create function audit.refuse_change() returns trigger language plpgsql as $f$
begin
  raise exception 'the audit is only ever added to';
end $f$`)
    for (const table of ['event', 'batch']) {
      this.addSql(
        `create trigger append_only before update or delete or truncate on audit.${table} execute function audit.refuse_change()`,
      )
      this.addSql(`alter table audit.${table} enable row level security`)
      this.addSql(`alter table audit.${table} force row level security`)
    }
    this.addSql(`create policy add on audit.event for insert with check (true)`)
    this.addSql(`
create policy read on audit.event for select using (
  (select app.purpose()) = 'SEALING'
  or assignment = (select app.assignment())
  or units && (select app.units_for('{INSPECTION,SUBJECT_REQUEST}'))::text[])`)
    this.addSql(`create policy seal on audit.batch using ((select app.purpose()) = 'SEALING')`)
  }
}
