import { Migration } from '@mikro-orm/migrations'

export class Migration20261121195424_create_health_records extends Migration {
  override name = 'Migration20261121195424_create_health_records'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "pool" ("id" uuid not null, "unit_code" text not null, "code" text not null, "status" text not null, "pooled_at" timestamptz(3) not null, primary key ("id"));`,
    )
    this.addSql(`create index "pool_unit_code_index" on "pool" ("unit_code");`)
    this.addSql(`create index "pool_unit_code_pooled_at_id_index" on "pool" ("unit_code", "pooled_at", "id");`)
    this.addSql(`alter table "pool" add constraint "pool_code" unique ("unit_code", "code");`)

    this.addSql(
      `create table "product" ("id" uuid not null, "code" text not null, "name" text not null, "manufacturer" text null, primary key ("id"));`,
    )
    this.addSql(`alter table "product" add constraint "product_code_unique" unique ("code");`)

    this.addSql(
      `create table "lot" ("id" uuid not null, "unit_code" text not null, "product_id" uuid not null, "number" text not null, "expires_on" date not null, primary key ("id"));`,
    )
    this.addSql(`create index "lot_unit_code_index" on "lot" ("unit_code");`)
    this.addSql(`alter table "lot" add constraint "lot_number" unique ("unit_code", "product_id", "number");`)

    this.addSql(
      `create table "dose_interval_rule" ("id" uuid not null, "product_id" uuid not null, "valid_from" date null, "valid_to" date null, "minimum_weeks" int null, "maximum_weeks" int null, "doses" int not null, "verified" boolean not null, "source" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "dose_interval_rule_product_id_index" on "dose_interval_rule" ("product_id");`)
    this.addSql(
      `alter table "dose_interval_rule" add constraint "dose_interval_rule_start" unique ("product_id", "valid_from");`,
    )

    this.addSql(
      `create table "dose" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "residential_group_id" uuid null, "dose_number" int not null, "product_id" uuid not null, "lot_id" uuid null, "interval_rule_id" uuid null, "given_on" date not null, primary key ("id"));`,
    )
    this.addSql(`create index "dose_unit_code_index" on "dose" ("unit_code");`)
    this.addSql(`create index "dose_person_id_index" on "dose" ("person_id");`)
    this.addSql(`create index "dose_unit_code_given_on_id_index" on "dose" ("unit_code", "given_on", "id");`)
    this.addSql(`alter table "dose" add constraint "dose_of_person" unique ("unit_code", "person_id", "dose_number");`)

    this.addSql(
      `create table "adverse_event" ("id" uuid not null, "unit_code" text not null, "dose_id" uuid not null, "severity" text not null, "description" text not null, "onset_on" date not null, primary key ("id"));`,
    )
    this.addSql(`create index "adverse_event_unit_code_index" on "adverse_event" ("unit_code");`)
    this.addSql(`create index "adverse_event_dose_id_index" on "adverse_event" ("dose_id");`)
    this.addSql(`create index "adverse_event_unit_code_onset_on_index" on "adverse_event" ("unit_code", "onset_on");`)

    this.addSql(
      `create table "quarantine_order" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "residential_group_id" uuid null, "starts_on" date not null, "ends_on" date not null, "place" text not null, "contact_class" text not null, "document_id" uuid null, "rule_source" text null, primary key ("id"));`,
    )
    this.addSql(`create index "quarantine_order_unit_code_index" on "quarantine_order" ("unit_code");`)
    this.addSql(`create index "quarantine_order_person_id_index" on "quarantine_order" ("person_id");`)
    this.addSql(
      `create index "quarantine_order_unit_code_starts_on_id_index" on "quarantine_order" ("unit_code", "starts_on", "id");`,
    )

    this.addSql(
      `create table "sample" ("id" uuid not null, "unit_code" text not null, "code" text null, "person_id" uuid not null, "residential_group_id" uuid null, "sampled_at" timestamptz(3) not null, "pool_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "sample_unit_code_index" on "sample" ("unit_code");`)
    this.addSql(`create index "sample_person_id_index" on "sample" ("person_id");`)
    this.addSql(`create index "sample_pool_id_index" on "sample" ("pool_id");`)
    this.addSql(`alter table "sample" add constraint "sample_code" unique ("unit_code", "code");`)

    this.addSql(
      `create table "test" ("id" uuid not null, "unit_code" text not null, "method" text not null, "outcome" text not null, "sampled_at" timestamptz(3) not null, "sample_id" uuid null, "pool_id" uuid null, "person_id" uuid null, "residential_group_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "test_unit_code_index" on "test" ("unit_code");`)
    this.addSql(`create index "test_sample_id_index" on "test" ("sample_id");`)
    this.addSql(`create index "test_pool_id_index" on "test" ("pool_id");`)
    this.addSql(`create index "test_person_id_index" on "test" ("person_id");`)
    this.addSql(`create index "test_unit_code_sampled_at_id_index" on "test" ("unit_code", "sampled_at", "id");`)

    this.addSql(
      `create table "confirmed_case" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "confirmed_on" date not null, "status" text not null, "opened_by_id" uuid not null, primary key ("id"));`,
    )
    this.addSql(`create index "confirmed_case_unit_code_index" on "confirmed_case" ("unit_code");`)
    this.addSql(`create index "confirmed_case_person_id_index" on "confirmed_case" ("person_id");`)
    this.addSql(`create index "confirmed_case_opened_by_id_index" on "confirmed_case" ("opened_by_id");`)
    this.addSql(
      `create unique index confirmed_case_open on confirmed_case (unit_code, person_id) where status = 'OPEN';`,
    )
    this.addSql(
      `create index "confirmed_case_unit_code_confirmed_on_id_index" on "confirmed_case" ("unit_code", "confirmed_on", "id");`,
    )

    this.addSql(
      `alter table "pool" add constraint "pool_status_check" check ("status" in ('AWAITING_RESULT', 'NEGATIVE', 'TO_RESAMPLE', 'RESOLVED'));`,
    )
    this.addSql(`alter table "pool" enable row level security;`)
    this.addSql(`alter table "pool" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "pool" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "lot" add constraint "lot_product_id_foreign" foreign key ("product_id") references "product" ("id");`,
    )
    this.addSql(`alter table "lot" enable row level security;`)
    this.addSql(`alter table "lot" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "lot" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "dose_interval_rule" add constraint "dose_interval_rule_product_id_foreign" foreign key ("product_id") references "product" ("id");`,
    )
    this.addSql(
      `alter table "dose_interval_rule" add constraint "dose_interval_rule_weeks" check (maximum_weeks is null or maximum_weeks >= minimum_weeks);`,
    )

    this.addSql(
      `alter table "dose" add constraint "dose_product_id_foreign" foreign key ("product_id") references "product" ("id");`,
    )
    this.addSql(
      `alter table "dose" add constraint "dose_lot_id_foreign" foreign key ("lot_id") references "lot" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "dose" add constraint "dose_interval_rule_id_foreign" foreign key ("interval_rule_id") references "dose_interval_rule" ("id") on delete set null;`,
    )
    this.addSql(`alter table "dose" add constraint "dose_number_positive" check (dose_number > 0);`)
    this.addSql(`alter table "dose" enable row level security;`)
    this.addSql(`alter table "dose" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "dose" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "adverse_event" add constraint "adverse_event_dose_id_foreign" foreign key ("dose_id") references "dose" ("id");`,
    )
    this.addSql(
      `alter table "adverse_event" add constraint "adverse_event_severity_check" check ("severity" in ('MILD', 'SERIOUS'));`,
    )
    this.addSql(`alter table "adverse_event" enable row level security;`)
    this.addSql(`alter table "adverse_event" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "adverse_event" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "quarantine_order" add constraint "quarantine_order_ends_after_start" check (ends_on >= starts_on);`,
    )
    this.addSql(
      `alter table "quarantine_order" add constraint "quarantine_order_place_check" check ("place" in ('HOME', 'FACILITY'));`,
    )
    this.addSql(
      `alter table "quarantine_order" add constraint "quarantine_order_contact_class_check" check ("contact_class" in ('F0', 'F1', 'F2'));`,
    )
    this.addSql(`alter table "quarantine_order" enable row level security;`)
    this.addSql(`alter table "quarantine_order" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "quarantine_order" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "sample" add constraint "sample_pool_id_foreign" foreign key ("pool_id") references "pool" ("id") on delete set null;`,
    )
    this.addSql(`alter table "sample" enable row level security;`)
    this.addSql(`alter table "sample" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "sample" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "test" add constraint "test_sample_id_foreign" foreign key ("sample_id") references "sample" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "test" add constraint "test_pool_id_foreign" foreign key ("pool_id") references "pool" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "test" add constraint "test_of_sample_has_person" check ((sample_id is null) = (person_id is null));`,
    )
    this.addSql(
      `alter table "test" add constraint "test_of_sample_or_pool" check ((sample_id is null) <> (pool_id is null));`,
    )
    this.addSql(
      `alter table "test" add constraint "test_method_check" check ("method" in ('RT_PCR', 'RAPID_ANTIGEN'));`,
    )
    this.addSql(
      `alter table "test" add constraint "test_outcome_check" check ("outcome" in ('NEGATIVE', 'POSITIVE', 'INCONCLUSIVE', 'PENDING'));`,
    )
    this.addSql(`alter table "test" enable row level security;`)
    this.addSql(`alter table "test" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "test" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )

    this.addSql(
      `alter table "confirmed_case" add constraint "confirmed_case_opened_by_id_foreign" foreign key ("opened_by_id") references "test" ("id");`,
    )
    this.addSql(
      `alter table "confirmed_case" add constraint "confirmed_case_status_check" check ("status" in ('OPEN', 'RECOVERED', 'DIED', 'DISCARDED'));`,
    )
    this.addSql(`alter table "confirmed_case" enable row level security;`)
    this.addSql(`alter table "confirmed_case" force row level security;`)
    this.addSql(
      `create policy "unit_scope" on "confirmed_case" using ((unit_code = any ((select app.units())::text[]))) with check ((unit_code = any ((select app.units())::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "sample" drop constraint "sample_pool_id_foreign";`)
    this.addSql(`alter table "test" drop constraint "test_pool_id_foreign";`)
    this.addSql(`alter table "lot" drop constraint "lot_product_id_foreign";`)
    this.addSql(`alter table "dose_interval_rule" drop constraint "dose_interval_rule_product_id_foreign";`)
    this.addSql(`alter table "dose" drop constraint "dose_product_id_foreign";`)
    this.addSql(`alter table "dose" drop constraint "dose_lot_id_foreign";`)
    this.addSql(`alter table "dose" drop constraint "dose_interval_rule_id_foreign";`)
    this.addSql(`alter table "adverse_event" drop constraint "adverse_event_dose_id_foreign";`)
    this.addSql(`alter table "test" drop constraint "test_sample_id_foreign";`)
    this.addSql(`alter table "confirmed_case" drop constraint "confirmed_case_opened_by_id_foreign";`)

    this.addSql(`drop table if exists "pool" cascade;`)
    this.addSql(`drop table if exists "product" cascade;`)
    this.addSql(`drop table if exists "lot" cascade;`)
    this.addSql(`drop table if exists "dose_interval_rule" cascade;`)
    this.addSql(`drop table if exists "dose" cascade;`)
    this.addSql(`drop table if exists "adverse_event" cascade;`)
    this.addSql(`drop table if exists "quarantine_order" cascade;`)
    this.addSql(`drop table if exists "sample" cascade;`)
    this.addSql(`drop table if exists "test" cascade;`)
    this.addSql(`drop table if exists "confirmed_case" cascade;`)
  }
}
