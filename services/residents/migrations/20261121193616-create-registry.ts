import { Migration } from '@mikro-orm/migrations'

export class Migration20261121193616_create_registry extends Migration {
  override name = 'Migration20261121193616_create_registry'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "admin_unit" ("code" text not null, "name" text not null, "level" text not null, "valid_from" date null, "valid_to" date null, "parent_code" text null, primary key ("code"));`,
    )

    this.addSql(
      `create table "person" ("id" uuid not null, "unit_code" text not null, "full_name" text not null, "born_on" date null, "birth_year" int null, "sex" text not null, "phone" text null, "name_key" text not null, "sort_key" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "person_unit_code_index" on "person" ("unit_code");`)
    this.addSql(`create index person_name_key_trgm on person using gin (name_key gin_trgm_ops);`)
    this.addSql(`create index "person_unit_code_sort_key_id_index" on "person" ("unit_code", "sort_key", "id");`)

    this.addSql(
      `create table "identity_document" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "kind" text not null, "number" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "identity_document_unit_code_index" on "identity_document" ("unit_code");`)
    this.addSql(`create index "identity_document_person_id_index" on "identity_document" ("person_id");`)
    this.addSql(
      `alter table "identity_document" add constraint "identity_document_number" unique ("unit_code", "kind", "number");`,
    )

    this.addSql(
      `create table "residential_group" ("id" uuid not null, "unit_code" text not null, "number" int not null, "name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "residential_group_unit_code_index" on "residential_group" ("unit_code");`)
    this.addSql(
      `alter table "residential_group" add constraint "residential_group_unit_code_number_unique" unique ("unit_code", "number");`,
    )

    this.addSql(
      `create table "household" ("id" uuid not null, "unit_code" text not null, "code" text not null, "address" text not null, "residential_group_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "household_unit_code_index" on "household" ("unit_code");`)
    this.addSql(`create index "household_residential_group_id_index" on "household" ("residential_group_id");`)
    this.addSql(
      `alter table "household" add constraint "household_unit_code_code_unique" unique ("unit_code", "code");`,
    )

    this.addSql(
      `create table "residence" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "household_id" uuid not null, "kind" text not null, "from_on" date not null, "to_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "residence_unit_code_index" on "residence" ("unit_code");`)
    this.addSql(`create index "residence_person_id_index" on "residence" ("person_id");`)
    this.addSql(`create index "residence_household_id_index" on "residence" ("household_id");`)
    this.addSql(
      `create index "residence_unit_code_from_on_to_on_index" on "residence" ("unit_code", "from_on", "to_on");`,
    )

    this.addSql(
      `create table "household_member" ("id" uuid not null, "unit_code" text not null, "household_id" uuid not null, "person_id" uuid not null, "relation" text not null, "joined_on" date null, "left_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "household_member_unit_code_index" on "household_member" ("unit_code");`)
    this.addSql(`create index "household_member_household_id_index" on "household_member" ("household_id");`)
    this.addSql(`create unique index household_member_current on household_member (person_id) where left_on is null;`)

    this.addSql(
      `create table "arrival" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "household_id" uuid not null, "arrived_on" date not null, "from_place" text not null, "from_epidemic_area" boolean not null, primary key ("id"));`,
    )
    this.addSql(`create index "arrival_unit_code_index" on "arrival" ("unit_code");`)
    this.addSql(`create index "arrival_person_id_index" on "arrival" ("person_id");`)
    this.addSql(`create index "arrival_unit_code_arrived_on_id_index" on "arrival" ("unit_code", "arrived_on", "id");`)

    this.addSql(
      `create table "establishment" ("id" uuid not null, "unit_code" text not null, "name" text not null, "kind" text not null, "address" text not null, "residential_group_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "establishment_unit_code_index" on "establishment" ("unit_code");`)
    this.addSql(
      `create index "establishment_unit_code_kind_name_id_index" on "establishment" ("unit_code", "kind", "name", "id");`,
    )

    this.addSql(
      `alter table "admin_unit" add constraint "admin_unit_parent_code_foreign" foreign key ("parent_code") references "admin_unit" ("code") on delete set null;`,
    )
    this.addSql(
      `alter table "admin_unit" add constraint "admin_unit_level_check" check ("level" in ('PROVINCE', 'DISTRICT', 'COMMUNE'));`,
    )

    this.addSql(
      `alter table "person" add constraint "person_birth_year_agrees" check (born_on is null or extract(year from born_on) = birth_year);`,
    )
    this.addSql(
      `alter table "person" add constraint "person_sex_check" check ("sex" in ('MALE', 'FEMALE', 'UNKNOWN'));`,
    )
    this.addSql(`alter table "person" enable row level security;`)
    this.addSql(`alter table "person" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "person" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "identity_document" add constraint "identity_document_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "identity_document" add constraint "identity_document_kind_check" check ("kind" in ('CITIZEN_ID', 'OLD_ID', 'PASSPORT', 'BIRTH_CERTIFICATE'));`,
    )
    this.addSql(`alter table "identity_document" enable row level security;`)
    this.addSql(`alter table "identity_document" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "identity_document" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(`alter table "residential_group" enable row level security;`)
    this.addSql(`alter table "residential_group" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "residential_group" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "household" add constraint "household_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id");`,
    )
    this.addSql(`alter table "household" enable row level security;`)
    this.addSql(`alter table "household" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "household" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "residence" add constraint "residence_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "residence" add constraint "residence_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(
      `alter table "residence" add constraint "residence_ends_after_start" check (to_on is null or to_on >= from_on);`,
    )
    this.addSql(
      `alter table "residence" add constraint "residence_kind_check" check ("kind" in ('PERMANENT', 'TEMPORARY', 'STAYING', 'ABSENT'));`,
    )
    this.addSql(`alter table "residence" enable row level security;`)
    this.addSql(`alter table "residence" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "residence" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "household_member" add constraint "household_member_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(
      `alter table "household_member" add constraint "household_member_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "household_member" add constraint "household_member_relation_check" check ("relation" in ('HEAD', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'GRANDPARENT', 'GRANDCHILD', 'OTHER_RELATIVE', 'TENANT', 'OTHER'));`,
    )
    this.addSql(`alter table "household_member" enable row level security;`)
    this.addSql(`alter table "household_member" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "household_member" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "arrival" add constraint "arrival_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "arrival" add constraint "arrival_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(`alter table "arrival" enable row level security;`)
    this.addSql(`alter table "arrival" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "arrival" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "establishment" add constraint "establishment_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id");`,
    )
    this.addSql(
      `alter table "establishment" add constraint "establishment_kind_check" check ("kind" in ('MARKET', 'BOARDING_HOUSE', 'BUSINESS', 'FACTORY', 'CHILDCARE_GROUP', 'OFFICE'));`,
    )
    this.addSql(`alter table "establishment" enable row level security;`)
    this.addSql(`alter table "establishment" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "establishment" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "admin_unit" drop constraint "admin_unit_parent_code_foreign";`)
    this.addSql(`alter table "identity_document" drop constraint "identity_document_person_id_foreign";`)
    this.addSql(`alter table "residence" drop constraint "residence_person_id_foreign";`)
    this.addSql(`alter table "household_member" drop constraint "household_member_person_id_foreign";`)
    this.addSql(`alter table "arrival" drop constraint "arrival_person_id_foreign";`)
    this.addSql(`alter table "household" drop constraint "household_residential_group_id_foreign";`)
    this.addSql(`alter table "establishment" drop constraint "establishment_residential_group_id_foreign";`)
    this.addSql(`alter table "residence" drop constraint "residence_household_id_foreign";`)
    this.addSql(`alter table "household_member" drop constraint "household_member_household_id_foreign";`)
    this.addSql(`alter table "arrival" drop constraint "arrival_household_id_foreign";`)

    this.addSql(`drop table if exists "admin_unit" cascade;`)
    this.addSql(`drop table if exists "person" cascade;`)
    this.addSql(`drop table if exists "identity_document" cascade;`)
    this.addSql(`drop table if exists "residential_group" cascade;`)
    this.addSql(`drop table if exists "household" cascade;`)
    this.addSql(`drop table if exists "residence" cascade;`)
    this.addSql(`drop table if exists "household_member" cascade;`)
    this.addSql(`drop table if exists "arrival" cascade;`)
    this.addSql(`drop table if exists "establishment" cascade;`)
  }
}
