import { Migration } from '@mikro-orm/migrations'

export class Migration20261122020539_follow_arrivals extends Migration {
  override name = 'Migration20261122020539_follow_arrivals'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "arrival_receipt" ("id" uuid not null, "unit_code" text not null, "arrival_id" uuid not null, "received_at" timestamptz not null, "taken_at" timestamptz null, primary key ("id"));`,
    )
    this.addSql(`create index "arrival_receipt_unit_code_index" on "arrival_receipt" ("unit_code");`)
    this.addSql(`alter table "arrival_receipt" add constraint "arrival_receipt_arrival" unique ("arrival_id");`)

    this.addSql(
      `create table "follow_up" ("id" uuid not null, "unit_code" text not null, "arrival_id" uuid not null, "person_id" uuid not null, "residential_group_id" uuid null, "departed_on" date not null, "arrived_on" date not null, "level" text null, "level_of" text null, "monitor_until" date not null, "test_on" jsonb not null, "contact_by" timestamptz not null, "rule" text not null, "rule_verified" boolean not null, "state" text not null default 'OPEN', "taken_by_name" text null, "taken_by_account" uuid null, "heard_at" timestamptz not null, "closed_at" timestamptz null, "closed_note" text null, primary key ("id"));`,
    )
    this.addSql(`create index "follow_up_unit_code_index" on "follow_up" ("unit_code");`)
    this.addSql(`create index "follow_up_person_id_index" on "follow_up" ("person_id");`)
    this.addSql(
      `create index "follow_up_unit_code_contact_by_id_index" on "follow_up" ("unit_code", "contact_by", "id");`,
    )
    this.addSql(`alter table "follow_up" add constraint "follow_up_arrival" unique ("arrival_id");`)

    this.addSql(
      `create table "follow_up_contact" ("id" uuid not null, "unit_code" text not null, "follow_up_id" uuid not null, "at" timestamptz not null, "outcome" text not null, "symptoms" boolean null, "note" text null, "by_name" text not null, "account_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "follow_up_contact_unit_code_index" on "follow_up_contact" ("unit_code");`)
    this.addSql(`create index "follow_up_contact_follow_up_id_index" on "follow_up_contact" ("follow_up_id");`)

    this.addSql(
      `create table "zone_assessment" ("id" uuid not null, "area" text not null, "area_name" text not null, "level" text not null, "from_on" date not null, "to_on" date null, "rule" text not null, "verified" boolean not null, "decision" text null, "recorded_at" timestamptz not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`alter table "zone_assessment" add constraint "zone_assessment_begins" unique ("area", "from_on");`)

    this.addSql(`alter table "arrival_receipt" enable row level security;`)
    this.addSql(`alter table "arrival_receipt" force row level security;`)
    this.addSql(
      `create policy "read" on "arrival_receipt" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,EVENTS,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "arrival_receipt" for insert with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "arrival_receipt" for update using ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "arrival_receipt" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "follow_up" add constraint "follow_up_level_check" check ("level" in ('GREEN', 'YELLOW', 'ORANGE', 'RED'));`,
    )
    this.addSql(
      `alter table "follow_up" add constraint "follow_up_state_check" check ("state" in ('OPEN', 'CONTACTED', 'DONE', 'CANCELLED'));`,
    )
    this.addSql(`alter table "follow_up" enable row level security;`)
    this.addSql(`alter table "follow_up" force row level security;`)
    this.addSql(
      `create policy "read" on "follow_up" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,EVENTS,INSPECTION}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "follow_up" for insert with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "follow_up" for update using ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "follow_up" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "follow_up_contact" add constraint "follow_up_contact_follow_up_id_foreign" foreign key ("follow_up_id") references "follow_up" ("id");`,
    )
    this.addSql(
      `alter table "follow_up_contact" add constraint "follow_up_contact_outcome_check" check ("outcome" in ('REACHED', 'NOT_REACHED', 'REFUSED'));`,
    )
    this.addSql(`alter table "follow_up_contact" enable row level security;`)
    this.addSql(`alter table "follow_up_contact" force row level security;`)
    this.addSql(
      `create policy "read" on "follow_up_contact" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,EVENTS,INSPECTION}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "follow_up_contact" for insert with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "follow_up_contact" for update using ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "follow_up_contact" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "zone_assessment" add constraint "zone_assessment_ends_after_start" check (to_on >= from_on);`,
    )
    this.addSql(
      `alter table "zone_assessment" add constraint "zone_assessment_level_check" check ("level" in ('GREEN', 'YELLOW', 'ORANGE', 'RED'));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "follow_up_contact" drop constraint "follow_up_contact_follow_up_id_foreign";`)

    this.addSql(`drop table if exists "arrival_receipt" cascade;`)
    this.addSql(`drop table if exists "follow_up" cascade;`)
    this.addSql(`drop table if exists "follow_up_contact" cascade;`)
    this.addSql(`drop table if exists "zone_assessment" cascade;`)
  }
}
