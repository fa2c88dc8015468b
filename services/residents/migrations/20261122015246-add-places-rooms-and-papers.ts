import { Migration } from '@mikro-orm/migrations'

export class Migration20261122015246_add_places_rooms_and_papers extends Migration {
  override name = 'Migration20261122015246_add_places_rooms_and_papers'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "group_outline" ("id" uuid not null, "unit_code" text not null, "residential_group_id" uuid not null, "polygon" jsonb null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "undone_at" timestamptz null, "undone_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "group_outline_unit_code_index" on "group_outline" ("unit_code");`)
    this.addSql(
      `create index "group_outline_residential_group_id_recorded_at_index" on "group_outline" ("residential_group_id", "recorded_at");`,
    )

    this.addSql(
      `create table "establishment_change" ("id" uuid not null, "unit_code" text not null, "establishment_id" uuid not null, "kind" text not null, "reason" text null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "undone_at" timestamptz null, "undone_by_name" text null, "details" jsonb not null, "effects" jsonb not null, primary key ("id"));`,
    )
    this.addSql(`create index "establishment_change_unit_code_index" on "establishment_change" ("unit_code");`)
    this.addSql(
      `create index "establishment_change_establishment_id_recorded_at_index" on "establishment_change" ("establishment_id", "recorded_at");`,
    )

    this.addSql(
      `create table "room" ("id" uuid not null, "unit_code" text not null, "establishment_id" uuid not null, "number" text not null, "capacity" int not null, "closed_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "room_unit_code_index" on "room" ("unit_code");`)
    this.addSql(`create index "room_establishment_id_index" on "room" ("establishment_id");`)
    this.addSql(`create unique index room_number on room (establishment_id, number) where closed_on is null;`)

    this.addSql(
      `create table "room_stay" ("id" uuid not null, "unit_code" text not null, "room_id" uuid not null, "household_id" uuid not null, "from_on" date null, "left_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "room_stay_unit_code_index" on "room_stay" ("unit_code");`)
    this.addSql(`create index "room_stay_room_id_index" on "room_stay" ("room_id");`)
    this.addSql(`create index "room_stay_household_id_index" on "room_stay" ("household_id");`)
    this.addSql(`create unique index room_stay_current on room_stay (household_id) where left_on is null;`)

    this.addSql(`alter table "identity_document" add "ended_on" date null, add "ended_as" text null;`)
    // A number that was entered by mistake is free again.
    this.addSql(`alter table "identity_document" drop constraint "identity_document_number";`)
    this.addSql(
      `create unique index identity_document_number on identity_document (unit_code, kind, number_index) where ended_as is distinct from 'WRONG';`,
    )
    this.addSql(
      `alter table "identity_document" add constraint "identity_document_ended_as_check" check ("ended_as" in ('WRONG', 'REPLACED', 'INVALID'));`,
    )

    this.addSql(
      `alter table "household" add "latitude" double precision null, add "longitude" double precision null, add "place_source" text null;`,
    )
    this.addSql(
      `create index "household_unit_code_latitude_longitude_index" on "household" ("unit_code", "latitude", "longitude");`,
    )
    this.addSql(
      `alter table "household" add constraint "household_place_source_check" check ("place_source" in ('TYPED', 'MAP', 'IMPORTED'));`,
    )

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(`alter table "life_event" add "reason" text null, add "corrections" jsonb null;`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED', 'CORRECTED', 'PAPER_ADDED', 'PAPER_REPLACED', 'PAPER_ENDED', 'PLACED'));`,
    )

    this.addSql(
      `alter table "establishment" add "name_key" text null, add "contact_person_id" uuid null, add "contact_name" text null, add "contact_phone_sealed" bytea null, add "workers" int null, add "stalls" int null, add "latitude" double precision null, add "longitude" double precision null, add "place_source" text null, add "opened_on" date null, add "closed_on" date null, add "annulled_on" date null;`,
    )
    this.addSql(
      `alter table "establishment" add constraint "establishment_contact_person_id_foreign" foreign key ("contact_person_id") references "person" ("id") on delete set null;`,
    )
    // The tables' owner sees rows only while row security is not forced.
    this.addSql(`alter table "establishment" no force row level security;`)
    this.addSql(`update establishment set name_key = ' ' || trim(app.plain(name || ' ' || address));`)
    this.addSql(`alter table "establishment" force row level security;`)
    this.addSql(`alter table "establishment" alter column "name_key" set not null;`)
    this.addSql(`create index "establishment_residential_group_id_index" on "establishment" ("residential_group_id");`)
    this.addSql(`create index "establishment_contact_person_id_index" on "establishment" ("contact_person_id");`)
    this.addSql(
      `alter table "establishment" add constraint "establishment_place_source_check" check ("place_source" in ('TYPED', 'MAP', 'IMPORTED'));`,
    )

    this.addSql(
      `alter table "group_outline" add constraint "group_outline_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id");`,
    )
    this.addSql(`create or replace function "group_outline_outlines_kept_fn"() returns trigger as $$ begin if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'outlines are drawn anew or taken back, never changed';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "outlines_kept" BEFORE UPDATE on "group_outline" for each ROW execute function "group_outline_outlines_kept_fn"();`,
    )
    this.addSql(`alter table "group_outline" enable row level security;`)
    this.addSql(`alter table "group_outline" force row level security;`)
    this.addSql(
      `create policy "read" on "group_outline" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "group_outline" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "group_outline" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "group_outline" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "establishment_change" add constraint "establishment_change_establishment_id_foreign" foreign key ("establishment_id") references "establishment" ("id");`,
    )
    this.addSql(
      `alter table "establishment_change" add constraint "establishment_change_kind_check" check ("kind" in ('REGISTERED', 'EDITED', 'CLOSED', 'ROOM_ADDED', 'ROOM_EDITED', 'ROOM_CLOSED', 'LODGED', 'LEFT'));`,
    )
    this.addSql(`create or replace function "establishment_change_changes_kept_fn"() returns trigger as $$ begin if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'changes of establishments are taken back, never changed';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "changes_kept" BEFORE UPDATE on "establishment_change" for each ROW execute function "establishment_change_changes_kept_fn"();`,
    )
    this.addSql(`alter table "establishment_change" enable row level security;`)
    this.addSql(`alter table "establishment_change" force row level security;`)
    this.addSql(
      `create policy "read" on "establishment_change" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "establishment_change" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "establishment_change" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "establishment_change" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "room" add constraint "room_establishment_id_foreign" foreign key ("establishment_id") references "establishment" ("id");`,
    )
    this.addSql(`alter table "room" enable row level security;`)
    this.addSql(`alter table "room" force row level security;`)
    this.addSql(
      `create policy "read" on "room" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "room" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "room" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "room" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "room_stay" add constraint "room_stay_room_id_foreign" foreign key ("room_id") references "room" ("id");`,
    )
    this.addSql(
      `alter table "room_stay" add constraint "room_stay_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(`alter table "room_stay" enable row level security;`)
    this.addSql(`alter table "room_stay" force row level security;`)
    this.addSql(
      `create policy "read" on "room_stay" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "room_stay" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "room_stay" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "room_stay" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "room_stay" drop constraint "room_stay_room_id_foreign";`)

    this.addSql(`drop trigger if exists "outlines_kept" on "group_outline";`)
    this.addSql(`drop function if exists "group_outline_outlines_kept_fn"();`)
    this.addSql(`drop table if exists "group_outline" cascade;`)
    this.addSql(`drop trigger if exists "changes_kept" on "establishment_change";`)
    this.addSql(`drop function if exists "establishment_change_changes_kept_fn"();`)
    this.addSql(`drop table if exists "establishment_change" cascade;`)
    this.addSql(`drop table if exists "room" cascade;`)
    this.addSql(`drop table if exists "room_stay" cascade;`)

    this.addSql(`alter table "establishment" drop constraint "establishment_contact_person_id_foreign";`)

    this.addSql(`drop index "establishment_residential_group_id_index";`)
    this.addSql(`drop index "establishment_contact_person_id_index";`)
    this.addSql(`alter table "establishment" drop constraint "establishment_place_source_check";`)
    this.addSql(
      `alter table "establishment" drop column "name_key", drop column "contact_person_id", drop column "contact_name", drop column "contact_phone_sealed", drop column "workers", drop column "stalls", drop column "latitude", drop column "longitude", drop column "place_source", drop column "opened_on", drop column "closed_on", drop column "annulled_on";`,
    )

    this.addSql(`drop index "household_unit_code_latitude_longitude_index";`)
    this.addSql(`alter table "household" drop constraint "household_place_source_check";`)
    this.addSql(`alter table "household" drop column "latitude", drop column "longitude", drop column "place_source";`)

    this.addSql(`drop index "identity_document_number";`)
    this.addSql(
      `alter table "identity_document" add constraint "identity_document_number" unique ("unit_code", "kind", "number_index");`,
    )
    this.addSql(`alter table "identity_document" drop constraint "identity_document_ended_as_check";`)
    this.addSql(`alter table "identity_document" drop column "ended_on", drop column "ended_as";`)

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(`alter table "life_event" drop column "reason", drop column "corrections";`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED'));`,
    )
  }
}
