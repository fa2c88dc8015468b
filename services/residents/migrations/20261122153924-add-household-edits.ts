import { Migration } from '@mikro-orm/migrations'

export class Migration20261122153924_add_household_edits extends Migration {
  override name = 'Migration20261122153924_add_household_edits'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "household_edit" ("id" uuid not null, "unit_code" text not null, "bulk_edit_id" uuid not null, "household_id" uuid not null, "field" text not null, "old_value" text null, "new_value" text null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text null, "undone_at" timestamptz null, "undone_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "household_edit_unit_code_index" on "household_edit" ("unit_code");`)
    this.addSql(`create index "household_edit_bulk_edit_id_index" on "household_edit" ("bulk_edit_id");`)
    this.addSql(`create index "household_edit_household_id_index" on "household_edit" ("household_id");`)

    this.addSql(
      `alter table "household_edit" add constraint "household_edit_bulk_edit_id_foreign" foreign key ("bulk_edit_id") references "bulk_edit" ("id");`,
    )
    this.addSql(
      `alter table "household_edit" add constraint "household_edit_household_id_foreign" foreign key ("household_id") references "household" ("id");`,
    )
    this.addSql(
      `alter table "household_edit" add constraint "household_edit_field_check" check ("field" in ('ADDRESS', 'RESIDENTIAL_GROUP', 'SELF_MANAGEMENT_GROUP'));`,
    )
    this.addSql(`create or replace function "household_edit_household_edits_kept_fn"() returns trigger as $$ begin if old.undone_at is not null or to_jsonb(old) - 'undone_at' - 'undone_by_name' <> to_jsonb(new) - 'undone_at' - 'undone_by_name'
    then raise exception 'household edits are taken back, never changed';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "household_edits_kept" BEFORE UPDATE on "household_edit" for each ROW execute function "household_edit_household_edits_kept_fn"();`,
    )
    this.addSql(`alter table "household_edit" enable row level security;`)
    this.addSql(`alter table "household_edit" force row level security;`)
    this.addSql(
      `create policy "read" on "household_edit" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "household_edit" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "household_edit" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "household_edit" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
    this.addSql(
      `create policy "asked" on "household_edit" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.is_home_of_asker(household_id) and field <> 'SELF_MANAGEMENT_GROUP')));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "household_edits_kept" on "household_edit";`)
    this.addSql(`drop function if exists "household_edit_household_edits_kept_fn"();`)
    this.addSql(`drop table if exists "household_edit" cascade;`)
  }
}
