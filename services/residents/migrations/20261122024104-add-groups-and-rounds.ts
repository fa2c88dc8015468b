import { Migration } from '@mikro-orm/migrations'

export class Migration20261122024104_add_groups_and_rounds extends Migration {
  override name = 'Migration20261122024104_add_groups_and_rounds'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "self_management_group" ("id" uuid not null, "unit_code" text not null, "residential_group_id" uuid not null, "number" int not null, "name" text not null, "founded_on" date not null, "dissolved_on" date null, "channel_kind" text null, "channel_name" text null, "channel_link" text null, primary key ("id"));`,
    )
    this.addSql(`create index "self_management_group_unit_code_index" on "self_management_group" ("unit_code");`)
    this.addSql(
      `create index "self_management_group_residential_group_id_index" on "self_management_group" ("residential_group_id");`,
    )
    this.addSql(
      `create unique index self_management_group_number on self_management_group (residential_group_id, number) where dissolved_on is null;`,
    )

    this.addSql(
      `create table "round" ("id" uuid not null, "unit_code" text not null, "purpose" text not null, "residential_group_id" uuid not null, "self_management_group_id" uuid null, "commitment_document_id" uuid null, "test_within_days" int null, "assigned_to" text null, "station_phone" text null, "opened_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "round_unit_code_index" on "round" ("unit_code");`)
    this.addSql(`create index "round_residential_group_id_index" on "round" ("residential_group_id");`)
    this.addSql(`create index "round_self_management_group_id_index" on "round" ("self_management_group_id");`)
    this.addSql(`create index "round_unit_code_opened_at_id_index" on "round" ("unit_code", "opened_at", "id");`)

    this.addSql(
      `create table "round_stop" ("id" uuid not null, "unit_code" text not null, "round_id" uuid not null, "household_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "round_stop_unit_code_index" on "round_stop" ("unit_code");`)
    this.addSql(`create index "round_stop_household_id_index" on "round_stop" ("household_id");`)
    this.addSql(`alter table "round_stop" add constraint "round_stop_once" unique ("round_id", "household_id");`)

    this.addSql(
      `create table "group_leader" ("id" uuid not null, "unit_code" text not null, "residential_group_id" uuid null, "self_management_group_id" uuid null, "person_id" uuid not null, "from_on" date not null, "to_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "group_leader_unit_code_index" on "group_leader" ("unit_code");`)
    this.addSql(`create index "group_leader_residential_group_id_index" on "group_leader" ("residential_group_id");`)
    this.addSql(
      `create index "group_leader_self_management_group_id_index" on "group_leader" ("self_management_group_id");`,
    )
    this.addSql(`create index "group_leader_person_id_index" on "group_leader" ("person_id");`)
    this.addSql(
      `create unique index group_leader_of_self_management_group on group_leader (self_management_group_id) where to_on is null;`,
    )
    this.addSql(
      `create unique index group_leader_of_residential_group on group_leader (residential_group_id) where to_on is null;`,
    )

    this.addSql(
      `create table "self_management_member" ("id" uuid not null, "unit_code" text not null, "group_id" uuid not null, "household_id" uuid not null, "from_on" date not null, "to_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "self_management_member_unit_code_index" on "self_management_member" ("unit_code");`)
    this.addSql(`create index "self_management_member_group_id_index" on "self_management_member" ("group_id");`)
    this.addSql(
      `create index "self_management_member_household_id_index" on "self_management_member" ("household_id");`,
    )
    this.addSql(
      `create unique index self_management_member_current on self_management_member (household_id) where to_on is null;`,
    )

    this.addSql(
      `create table "visit" ("id" uuid not null, "unit_code" text not null, "stop_id" uuid not null, "household_id" uuid not null, "result" text not null, "met" text null, "present_tonight" int null, "note" text null, "visited_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "annulled_at" timestamptz(3) null, primary key ("id"));`,
    )
    this.addSql(`create index "visit_unit_code_index" on "visit" ("unit_code");`)
    this.addSql(`create index "visit_stop_id_index" on "visit" ("stop_id");`)
    this.addSql(`create index "visit_household_id_visited_at_index" on "visit" ("household_id", "visited_at");`)

    this.addSql(`alter table "household" add "walking_order" int null;`)

    this.addSql(
      `alter table "self_management_group" add constraint "self_management_group_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id");`,
    )
    this.addSql(
      `alter table "self_management_group" add constraint "self_management_group_channel" check (channel_kind is not null or channel_name is null);`,
    )
    this.addSql(
      `alter table "self_management_group" add constraint "self_management_group_lasts" check (dissolved_on is null or dissolved_on >= founded_on);`,
    )
    this.addSql(
      `alter table "self_management_group" add constraint "self_management_group_channel_kind_check" check ("channel_kind" in ('ZALO', 'PHONE_TREE', 'LOUDSPEAKER'));`,
    )
    this.addSql(`alter table "self_management_group" enable row level security;`)
    this.addSql(`alter table "self_management_group" force row level security;`)
    this.addSql(
      `create policy "read" on "self_management_group" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "self_management_group" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "self_management_group" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "self_management_group" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "round" add constraint "round_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id");`,
    )
    this.addSql(
      `alter table "round" add constraint "round_self_management_group_id_foreign" foreign key ("self_management_group_id") references "self_management_group" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "round" add constraint "round_test_within_days" check (test_within_days between 1 and 90);`,
    )
    this.addSql(
      `alter table "round" add constraint "round_closed_after_opening" check (closed_at is null or closed_at >= opened_at);`,
    )
    this.addSql(`alter table "round" enable row level security;`)
    this.addSql(`alter table "round" force row level security;`)
    this.addSql(
      `create policy "read" on "round" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "round" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "round" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "round" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "round_stop" add constraint "round_stop_round_id_foreign" foreign key ("round_id") references "round" ("id");`,
    )
    this.addSql(
      `alter table "round_stop" add constraint "round_stop_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(`alter table "round_stop" enable row level security;`)
    this.addSql(`alter table "round_stop" force row level security;`)
    this.addSql(
      `create policy "read" on "round_stop" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "round_stop" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "round_stop" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "round_stop" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "group_leader" add constraint "group_leader_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "group_leader" add constraint "group_leader_self_management_group_id_foreign" foreign key ("self_management_group_id") references "self_management_group" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "group_leader" add constraint "group_leader_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "group_leader" add constraint "group_leader_lasts" check (to_on is null or to_on >= from_on);`,
    )
    this.addSql(
      `alter table "group_leader" add constraint "group_leader_of_one_group" check ((residential_group_id is null) <> (self_management_group_id is null));`,
    )
    this.addSql(`alter table "group_leader" enable row level security;`)
    this.addSql(`alter table "group_leader" force row level security;`)
    this.addSql(
      `create policy "read" on "group_leader" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "group_leader" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "group_leader" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "group_leader" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "self_management_member" add constraint "self_management_member_group_id_foreign" foreign key ("group_id") references "self_management_group" ("id");`,
    )
    this.addSql(
      `alter table "self_management_member" add constraint "self_management_member_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(
      `alter table "self_management_member" add constraint "self_management_member_lasts" check (to_on is null or to_on >= from_on);`,
    )
    this.addSql(`alter table "self_management_member" enable row level security;`)
    this.addSql(`alter table "self_management_member" force row level security;`)
    this.addSql(
      `create policy "read" on "self_management_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "self_management_member" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "self_management_member" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "self_management_member" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "visit" add constraint "visit_stop_id_foreign" foreign key ("stop_id") references "round_stop" ("id");`,
    )
    this.addSql(
      `alter table "visit" add constraint "visit_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(`alter table "visit" add constraint "visit_present_tonight" check (present_tonight between 0 and 99);`)
    this.addSql(
      `alter table "visit" add constraint "visit_present_at_home" check (result = 'HOME' or present_tonight is null);`,
    )
    this.addSql(`alter table "visit" add constraint "visit_met_at_home" check ((result = 'HOME') = (met is not null));`)
    this.addSql(
      `alter table "visit" add constraint "visit_result_check" check ("result" in ('HOME', 'NOBODY_HOME', 'REFUSED', 'MOVED_AWAY'));`,
    )
    this.addSql(`alter table "visit" add constraint "visit_met_check" check ("met" in ('HEAD', 'MEMBER', 'OTHER'));`)
    this.addSql(`alter table "visit" enable row level security;`)
    this.addSql(`alter table "visit" force row level security;`)
    this.addSql(
      `create policy "read" on "visit" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "visit" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "visit" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "visit" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "round" drop constraint "round_self_management_group_id_foreign";`)
    this.addSql(`alter table "group_leader" drop constraint "group_leader_self_management_group_id_foreign";`)
    this.addSql(`alter table "self_management_member" drop constraint "self_management_member_group_id_foreign";`)
    this.addSql(`alter table "round_stop" drop constraint "round_stop_round_id_foreign";`)
    this.addSql(`alter table "visit" drop constraint "visit_stop_id_foreign";`)

    this.addSql(`drop table if exists "self_management_group" cascade;`)
    this.addSql(`drop table if exists "round" cascade;`)
    this.addSql(`drop table if exists "round_stop" cascade;`)
    this.addSql(`drop table if exists "group_leader" cascade;`)
    this.addSql(`drop table if exists "self_management_member" cascade;`)
    this.addSql(`drop table if exists "visit" cascade;`)

    this.addSql(`alter table "household" drop column "walking_order";`)
  }
}
