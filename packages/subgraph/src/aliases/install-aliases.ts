import { Migration } from '@mikro-orm/migrations'

/**
 * Which entries of the register are one person, as the department of residents says it: nothing of a department is copied or
 * rewritten when two entries are merged, and nothing is left over when they are separated.
 */
export class InstallAliases extends Migration {
  override name = '20260107000000-install-aliases'

  override up(): void {
    this.addSql(`
create table app.person_alias (
  absorbed uuid primary key,
  survivor uuid not null check (survivor <> absorbed),
  unit_code text not null
)`)
    this.addSql(`create index person_alias_survivor on app.person_alias (survivor)`)
    // Ids only, which whoever asks has named.
    this.addSql(`
create function app.same_persons(ids uuid[]) returns table (id uuid, person uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  with asked as (
    select distinct coalesce(a.survivor, one) as person
    from unnest(ids) as one left join app.person_alias a on a.absorbed = one
  )
  select asked.person, asked.person from asked
  union all
  select a.absorbed, a.survivor from app.person_alias a join asked on asked.person = a.survivor
$f$`)
    this.addSql(`
create function app.set_alias(entry uuid, person uuid, unit text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
begin
  if app.purpose() not in ('EVENTS', 'REGISTRY') then
    raise exception 'not the purpose of this' using errcode = '42501';
  end if;
  if not set_alias.unit = any (app.units()) then
    raise exception 'not a unit of this context' using errcode = '42501';
  end if;
  delete from app.person_alias a where a.absorbed = set_alias.entry;
  if set_alias.person is not null then
    insert into app.person_alias (absorbed, survivor, unit_code)
    values (set_alias.entry, set_alias.person, set_alias.unit);
  end if;
end $f$`)
  }
}
