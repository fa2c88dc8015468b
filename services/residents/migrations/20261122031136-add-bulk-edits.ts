import { Migration } from '@mikro-orm/migrations'

export class Migration20261122031136_add_bulk_edits extends Migration {
  override name = 'Migration20261122031136_add_bulk_edits'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "bulk_edit" ("id" uuid not null, "unit_code" text not null, "kind" text not null, "changed" int not null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "undone_at" timestamptz null, "undone_by_name" text null, "effects" jsonb not null, primary key ("id"));`,
    )
    this.addSql(`create index "bulk_edit_unit_code_index" on "bulk_edit" ("unit_code");`)
    this.addSql(
      `create index "bulk_edit_unit_code_recorded_at_id_index" on "bulk_edit" ("unit_code", "recorded_at", "id");`,
    )

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED', 'CORRECTED', 'PAPER_ADDED', 'PAPER_REPLACED', 'PAPER_ENDED', 'PLACED', 'PERSON_MERGED', 'RESIDENCE_CHANGED'));`,
    )

    this.addSql(
      `alter table "bulk_edit" add constraint "bulk_edit_kind_check" check ("kind" in ('HOUSEHOLD_GROUP', 'RESIDENCE_KIND', 'ABSENCE', 'RETURN'));`,
    )
    this.addSql(`alter table "bulk_edit" enable row level security;`)
    this.addSql(`alter table "bulk_edit" force row level security;`)
    this.addSql(
      `create policy "read" on "bulk_edit" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "bulk_edit" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "bulk_edit" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "bulk_edit" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "bulk_edit" cascade;`)

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED', 'CORRECTED', 'PAPER_ADDED', 'PAPER_REPLACED', 'PAPER_ENDED', 'PLACED', 'PERSON_MERGED'));`,
    )
  }
}
