import { Migration } from '@mikro-orm/migrations'

export class Migration20261122025348_add_imports extends Migration {
  override name = 'Migration20261122025348_add_imports'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "import_batch" ("id" uuid not null, "unit_code" text not null, "file_name" text not null, "file_hash" text not null, "sender" text not null, "state" text not null default 'READY', "header_line" int not null, "headers" jsonb not null, "mapping" jsonb not null, "residential_group_id" uuid null, "residence_kind" text not null default 'PERMANENT', "job" uuid null, "account_id" uuid not null, "by_name" text not null, "received_at" timestamptz not null, "committed_at" timestamptz null, "undone_at" timestamptz null, "undone_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "import_batch_unit_code_index" on "import_batch" ("unit_code");`)
    this.addSql(`create index "import_batch_residential_group_id_index" on "import_batch" ("residential_group_id");`)
    this.addSql(`create index "import_batch_unit_code_sender_index" on "import_batch" ("unit_code", "sender");`)
    this.addSql(
      `create index "import_batch_unit_code_received_at_id_index" on "import_batch" ("unit_code", "received_at", "id");`,
    )

    this.addSql(
      `create table "import_row" ("id" uuid not null, "unit_code" text not null, "batch_id" uuid not null, "line" int not null, "cells_sealed" bytea not null, "verdict" text not null, "reasons" jsonb not null, "warnings" jsonb not null, "changes" jsonb not null, "decision" text null, "person_id" uuid null, "replaced_sealed" bytea null, primary key ("id"));`,
    )
    this.addSql(`create index "import_row_unit_code_index" on "import_row" ("unit_code");`)
    this.addSql(`create index "import_row_batch_id_index" on "import_row" ("batch_id");`)
    this.addSql(`create index "import_row_person_id_index" on "import_row" ("person_id");`)
    this.addSql(`create index "import_row_batch_id_line_index" on "import_row" ("batch_id", "line");`)

    this.addSql(
      `alter table "import_batch" add constraint "import_batch_residential_group_id_foreign" foreign key ("residential_group_id") references "residential_group" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "import_batch" add constraint "import_batch_state_check" check ("state" in ('READY', 'COMMITTED', 'UNDONE', 'CANCELLED'));`,
    )
    this.addSql(
      `alter table "import_batch" add constraint "import_batch_residence_kind_check" check ("residence_kind" in ('PERMANENT', 'TEMPORARY', 'STAYING', 'ABSENT'));`,
    )
    this.addSql(`alter table "import_batch" enable row level security;`)
    this.addSql(`alter table "import_batch" force row level security;`)
    this.addSql(
      `create policy "read" on "import_batch" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "import_batch" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "import_batch" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "import_batch" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "import_row" add constraint "import_row_batch_id_foreign" foreign key ("batch_id") references "import_batch" ("id");`,
    )
    this.addSql(
      `alter table "import_row" add constraint "import_row_verdict_check" check ("verdict" in ('NEW', 'UPDATE', 'DUPLICATE', 'WRONG', 'UNCHANGED'));`,
    )
    this.addSql(
      `alter table "import_row" add constraint "import_row_decision_check" check ("decision" in ('AS_NEW', 'SKIP'));`,
    )
    this.addSql(`alter table "import_row" enable row level security;`)
    this.addSql(`alter table "import_row" force row level security;`)
    this.addSql(
      `create policy "read" on "import_row" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "import_row" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "import_row" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "import_row" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "import_row" drop constraint "import_row_batch_id_foreign";`)

    this.addSql(`drop table if exists "import_batch" cascade;`)
    this.addSql(`drop table if exists "import_row" cascade;`)
  }
}
