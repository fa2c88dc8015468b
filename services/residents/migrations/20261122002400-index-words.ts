import { Migration } from '@mikro-orm/migrations'

/**
 * The words that search reads: filled from what is there, and kept in step by triggers from then on. The triggers' functions
 * run as the tables' owner, because words are also taken away, which the application may not; row security holds for them too.
 */
export class IndexWords extends Migration {
  override name = 'Migration20261122002400_index_words'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "person_word" ("unit_code" text not null, "word" text collate "C" not null, "sort_key" text collate "C" not null, "person_id" uuid not null, primary key ("unit_code", "word", "sort_key", "person_id"));`,
    )
    this.addSql(
      `create table "household_word" ("unit_code" text not null, "word" text collate "C" not null, "household_id" uuid not null, primary key ("unit_code", "word", "household_id"));`,
    )
    this.addSql(`drop index "person_name_key_trgm";`)

    this.addSql(
      `create index household_member_head on household_member (unit_code, person_id, household_id) where left_on is null and relation = 'HEAD';`,
    )
    this.addSql(
      `create index household_member_place on household_member (unit_code, person_id, household_id, relation) where left_on is null;`,
    )

    this.addSql(`alter table "person_word" enable row level security;`)
    this.addSql(`alter table "person_word" force row level security;`)
    this.addSql(
      `create policy "read" on "person_word" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "person_word" using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "person_word" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(`alter table "household_word" enable row level security;`)
    this.addSql(`alter table "household_word" force row level security;`)
    this.addSql(
      `create policy "read" on "household_word" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "household_word" using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "household_word" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(`
create function app.plain(content text) returns text language sql immutable parallel safe as $f$
  select regexp_replace(
    lower(translate(regexp_replace(normalize(content, nfd), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'dd')), '[^[:alnum:]]+', ' ', 'g')
$f$`)
    // A label and its number are one word, after #: "ngõ 45" is not house 45, and "ngo" is not everybody who lives in a lane.
    this.addSql(`
create function app.address_words(address text) returns setof text language sql immutable parallel safe as $f$
  select distinct case when is_label then '#' || word || case when next ~ '^[0-9]' then next else '' end else word end
  from (select word, lead(word) over (order by place) as next,
          word in ('so', 'ngo', 'ngach', 'hem', 'kiet', 'to', 'kp', 'khu', 'ap', 'thon', 'xom', 'lo', 'phong', 'tang', 'doi',
                   'duong', 'pho', 'phuong', 'xa', 'quan', 'huyen', 'tinh') as is_label
        from string_to_table(
          replace(replace(replace(replace(replace(' ' || app.plain(address) || ' ',
            ' to dan pho ', ' to '), ' tdp ', ' to '), ' khu pho ', ' kp '), ' so nha ', ' so '), ' nha so ', ' so '), ' ')
          with ordinality as split (word, place)
        where word <> '') as words
$f$`)
    this.addSql(`
create function app.person_words(name_key text, born_on date, birth_year integer, annulled_on date) returns setof text language sql stable parallel safe as $f$
  select distinct word from string_to_table(name_key, ' ') as word where word <> '' and annulled_on is null
  union all
  select '#' || coalesce(to_char(born_on, 'YYYYMMDD'), birth_year::text)
  where birth_year is not null and annulled_on is null
$f$`)
    this.addSql(`
create function app.household_words(address text, code text, dissolved_on date) returns setof text language sql immutable parallel safe as $f$
  select word from app.address_words(address) as word where dissolved_on is null
  union all
  select '@' || lower(code)
$f$`)
    const tables = ['person', 'household'] as const
    const guarded = [...tables, ...tables.map((table) => `${table}_word`)]
    // Their owner sees rows only while row security is not forced.
    for (const name of guarded) this.addSql(`alter table "${name}" no force row level security`)
    for (const table of tables) {
      const words = `${table}_word`
      const [sortKey, source] = {
        person: ['sort_key, ', 'name_key, born_on, birth_year, annulled_on'],
        household: ['', 'address, code, dissolved_on'],
      }[table]
      const add = (rows: string): string =>
        `insert into ${words} (unit_code, word, ${sortKey}${table}_id)
    select unit_code, word, ${sortKey}id from ${rows}, app.${table}_words(${source}) as word`
      this.addSql(add(table))
      this.addSql(`
create function app.index_new_${table}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
begin
  ${add('added')};
  return null;
end $f$`)
      this.addSql(`
create function app.index_changed_${table}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
declare
  changed uuid[] := array(
    select id from (
      select id, unit_code, ${sortKey}${source} from after_change
      except select id, unit_code, ${sortKey}${source} from before_change) as differing);
begin
  if cardinality(changed) > 0 then
    delete from ${words} as kept using before_change as gone, app.${table}_words(${source}) as gone_word
    where gone.id = any (changed) and kept.unit_code = gone.unit_code and kept.word = gone_word
      and kept.${table}_id = gone.id${sortKey && ' and kept.sort_key = gone.sort_key'};
    ${add('after_change')} where id = any (changed);
  end if;
  return null;
end $f$`)
      this.addSql(`
create trigger index_new after insert on ${table} referencing new table as added
for each statement execute function app.index_new_${table}()`)
      this.addSql(`
create trigger index_changed after update on ${table} referencing old table as before_change new table as after_change
for each statement execute function app.index_changed_${table}()`)
    }
    for (const name of guarded) this.addSql(`alter table "${name}" force row level security`)
  }
}
