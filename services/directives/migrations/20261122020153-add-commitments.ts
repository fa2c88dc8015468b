import { Migration } from '@mikro-orm/migrations'

export class Migration20261122020153_add_commitments extends Migration {
  override name = 'Migration20261122020153_add_commitments'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "commitment_round" ("id" uuid not null, "unit_code" text not null, "document_id" uuid not null, "title" text not null, "starts_on" date not null, "ends_on" date null, primary key ("id"));`,
    )
    this.addSql(`create index "commitment_round_unit_code_index" on "commitment_round" ("unit_code");`)
    this.addSql(`create index "commitment_round_document_id_index" on "commitment_round" ("document_id");`)
    this.addSql(
      `create index "commitment_round_unit_code_starts_on_id_index" on "commitment_round" ("unit_code", "starts_on", "id");`,
    )

    this.addSql(
      `create table "commitment" ("id" uuid not null, "unit_code" text not null, "document_id" uuid not null, "round_id" uuid null, "household_id" uuid not null, "signed_on" date not null, "signer_name" text null, "collected_by" text null, "ended_on" date null, "end_reason" text null, "replaced_by_id" uuid null, "recorded_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "commitment_unit_code_index" on "commitment" ("unit_code");`)
    this.addSql(`create index "commitment_document_id_index" on "commitment" ("document_id");`)
    this.addSql(`create index "commitment_round_id_index" on "commitment" ("round_id");`)
    this.addSql(`create index "commitment_household_id_index" on "commitment" ("household_id");`)
    this.addSql(`create index "commitment_replaced_by_id_index" on "commitment" ("replaced_by_id");`)
    this.addSql(
      `create unique index commitment_in_force on commitment (document_id, household_id) where ended_on is null;`,
    )

    this.addSql(
      `alter table "commitment_round" add constraint "commitment_round_document_id_foreign" foreign key ("document_id") references "document" ("id");`,
    )
    this.addSql(
      `alter table "commitment_round" add constraint "commitment_round_lasts" check (ends_on is null or ends_on >= starts_on);`,
    )
    this.addSql(`alter table "commitment_round" enable row level security;`)
    this.addSql(`alter table "commitment_round" force row level security;`)
    this.addSql(
      `create policy "read" on "commitment_round" for select using ((unit_code = any ((select app.units_for('{ADMINISTRATION,BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,SUBJECT_REQUEST,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "commitment_round" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "commitment_round" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "commitment_round" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "commitment" add constraint "commitment_document_id_foreign" foreign key ("document_id") references "document" ("id");`,
    )
    this.addSql(
      `alter table "commitment" add constraint "commitment_round_id_foreign" foreign key ("round_id") references "commitment_round" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "commitment" add constraint "commitment_replaced_by_id_foreign" foreign key ("replaced_by_id") references "commitment" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "commitment" add constraint "commitment_end_has_reason" check ((ended_on is null) = (end_reason is null and replaced_by_id is null));`,
    )
    this.addSql(
      `alter table "commitment" add constraint "commitment_ends_after_signing" check (ended_on is null or ended_on >= signed_on);`,
    )
    this.addSql(`alter table "commitment" enable row level security;`)
    this.addSql(`alter table "commitment" force row level security;`)
    this.addSql(
      `create policy "read" on "commitment" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "commitment" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "commitment" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "commitment" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "commitment" drop constraint "commitment_round_id_foreign";`)
    this.addSql(`alter table "commitment" drop constraint "commitment_replaced_by_id_foreign";`)

    this.addSql(`drop table if exists "commitment_round" cascade;`)
    this.addSql(`drop table if exists "commitment" cascade;`)
  }
}
