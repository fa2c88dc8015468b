import { Migration } from '@mikro-orm/migrations'

export class Migration20261122091559_tell_commitments extends Migration {
  override name = 'Migration20261122091559_tell_commitments'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "signed_commitment" ("id" uuid not null, "unit_code" text not null, "household_id" uuid not null, "is_ended" boolean not null default false, primary key ("id"));`,
    )
    this.addSql(`create index "signed_commitment_unit_code_index" on "signed_commitment" ("unit_code");`)
    this.addSql(`create index "signed_commitment_household_id_index" on "signed_commitment" ("household_id");`)

    this.addSql(`alter table "signed_commitment" enable row level security;`)
    this.addSql(`alter table "signed_commitment" force row level security;`)
    this.addSql(
      `create policy "read" on "signed_commitment" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,EVENTS,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "signed_commitment" for insert with check ((unit_code = any ((select app.units_for('{EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "signed_commitment" for update using ((unit_code = any ((select app.units_for('{EVENTS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "signed_commitment" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "signed_commitment" cascade;`)
  }
}
