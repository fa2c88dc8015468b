import { Migration } from '@mikro-orm/migrations'

export class Migration20261121235208_add_life_events extends Migration {
  override name = 'Migration20261121235208_add_life_events'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "life_event" ("id" uuid not null, "unit_code" text not null, "kind" text not null, "occurred_on" date not null, "household_id" uuid null, "to_household_id" uuid null, "place" text null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "undone_at" timestamptz null, "undone_by_name" text null, "effects" jsonb not null, primary key ("id"));`,
    )
    this.addSql(`create index "life_event_unit_code_index" on "life_event" ("unit_code");`)
    this.addSql(`create index "life_event_household_id_index" on "life_event" ("household_id");`)
    this.addSql(`create index "life_event_to_household_id_index" on "life_event" ("to_household_id");`)

    this.addSql(
      `create table "life_event_person" ("id" uuid not null, "unit_code" text not null, "event_id" uuid not null, "person_id" uuid not null, "part" text not null, "relation" text null, "former_relation" text null, primary key ("id"));`,
    )
    this.addSql(`create index "life_event_person_unit_code_index" on "life_event_person" ("unit_code");`)
    this.addSql(`create index "life_event_person_event_id_index" on "life_event_person" ("event_id");`)
    this.addSql(
      `create index "life_event_person_person_id_event_id_index" on "life_event_person" ("person_id", "event_id");`,
    )

    this.addSql(`alter table "person" add "died_on" date null, add "annulled_on" date null;`)

    this.addSql(`alter table "household" add "dissolved_on" date null, add "successor_id" uuid null;`)
    this.addSql(
      `alter table "household" add constraint "household_successor_id_foreign" foreign key ("successor_id") references "household" ("id") on delete set null;`,
    )
    this.addSql(`create index "household_successor_id_index" on "household" ("successor_id");`)

    this.addSql(`alter table "residence" drop constraint "residence_ends_after_start";`)
    this.addSql(
      `alter table "residence" add constraint "residence_ends_after_start" check (to_on is null or to_on >= from_on - 1);`,
    )

    this.addSql(`alter table "household_member" add "relation_from" date null;`)

    this.addSql(
      `alter table "life_event" add constraint "life_event_household_id_foreign" foreign key ("household_id") references "household" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "life_event" add constraint "life_event_to_household_id_foreign" foreign key ("to_household_id") references "household" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED'));`,
    )
    this.addSql(`create or replace function "life_event_events_kept_fn"() returns trigger as $$ begin if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'life events are taken back, never changed';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "events_kept" BEFORE UPDATE on "life_event" for each ROW execute function "life_event_events_kept_fn"();`,
    )
    this.addSql(`alter table "life_event" enable row level security;`)
    this.addSql(`alter table "life_event" force row level security;`)
    this.addSql(
      `create policy "read" on "life_event" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "life_event" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "life_event" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
    this.addSql(
      `create policy "asked" on "life_event" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from life_event_person where life_event_person.event_id = life_event.id))));`,
    )

    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_event_id_foreign" foreign key ("event_id") references "life_event" ("id");`,
    )
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_part_check" check ("part" in ('SUBJECT', 'PARENT'));`,
    )
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_relation_check" check ("relation" in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD', 'OTHER_RELATIVE', 'TENANT', 'OTHER'));`,
    )
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_former_relation_check" check ("former_relation" in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD', 'OTHER_RELATIVE', 'TENANT', 'OTHER'));`,
    )
    this.addSql(
      `create or replace function "life_event_person_participants_kept_fn"() returns trigger as $$ begin raise exception 'participants of life events are never changed'; end; $$ language plpgsql;`,
    )
    this.addSql(
      `create trigger "participants_kept" BEFORE UPDATE on "life_event_person" for each ROW execute function "life_event_person_participants_kept_fn"();`,
    )
    this.addSql(`alter table "life_event_person" enable row level security;`)
    this.addSql(`alter table "life_event_person" force row level security;`)
    this.addSql(
      `create policy "read" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "life_event_person" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event_person" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "life_event_person" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
    this.addSql(
      `create policy "asked" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = life_event_person.person_id))));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "life_event_person" drop constraint "life_event_person_event_id_foreign";`)

    this.addSql(`drop trigger if exists "events_kept" on "life_event";`)
    this.addSql(`drop function if exists "life_event_events_kept_fn"();`)
    this.addSql(`drop table if exists "life_event" cascade;`)
    this.addSql(`drop trigger if exists "participants_kept" on "life_event_person";`)
    this.addSql(`drop function if exists "life_event_person_participants_kept_fn"();`)
    this.addSql(`drop table if exists "life_event_person" cascade;`)

    this.addSql(`alter table "household" drop constraint "household_successor_id_foreign";`)

    this.addSql(`drop index "household_successor_id_index";`)
    this.addSql(`alter table "household" drop column "dissolved_on", drop column "successor_id";`)

    this.addSql(`alter table "household_member" drop column "relation_from";`)

    this.addSql(`alter table "person" drop column "died_on", drop column "annulled_on";`)

    this.addSql(`alter table "residence" drop constraint "residence_ends_after_start";`)
    this.addSql(
      `alter table "residence" add constraint "residence_ends_after_start" check (to_on is null or to_on >= from_on);`,
    )
  }
}
