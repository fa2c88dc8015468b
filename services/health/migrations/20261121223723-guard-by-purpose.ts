import { Migration } from '@mikro-orm/migrations'

export class Migration20261121223723_guard_by_purpose extends Migration {
  override name = 'Migration20261121223723_guard_by_purpose'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "quarantine_attestation" ("id" uuid not null, "unit_code" text not null, "person_id" uuid not null, "starts_on" date not null, "ends_on" date not null, "document_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "quarantine_attestation_unit_code_index" on "quarantine_attestation" ("unit_code");`)
    this.addSql(`create index "quarantine_attestation_person_id_index" on "quarantine_attestation" ("person_id");`)

    this.addSql(`drop policy "unit_scope" on "pool";`)

    this.addSql(`drop policy "unit_scope" on "lot";`)

    this.addSql(`drop policy "unit_scope" on "dose";`)

    this.addSql(`drop policy "unit_scope" on "adverse_event";`)

    this.addSql(`drop policy "unit_scope" on "quarantine_order";`)

    this.addSql(`drop policy "unit_scope" on "sample";`)

    this.addSql(`drop policy "unit_scope" on "test";`)

    this.addSql(`drop policy "unit_scope" on "confirmed_case";`)

    this.addSql(
      `create policy "read" on "pool" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,STATISTICS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "pool" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "pool" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "pool" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "lot" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "lot" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "lot" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "lot" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "dose" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,STATISTICS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "dose" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "dose" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "dose" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "adverse_event" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,STATISTICS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "adverse_event" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "adverse_event" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "adverse_event" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "quarantine_order" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "quarantine_order" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "quarantine_order" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "quarantine_order" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "sample" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,STATISTICS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "sample" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "sample" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "sample" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "test" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,STATISTICS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "test" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "test" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "test" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "confirmed_case" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "confirmed_case" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "confirmed_case" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "confirmed_case" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "quarantine_attestation" add constraint "quarantine_attestation_ends_after_start" check (ends_on >= starts_on);`,
    )
    this.addSql(`alter table "quarantine_attestation" enable row level security;`)
    this.addSql(`alter table "quarantine_attestation" force row level security;`)
    this.addSql(
      `create policy "read" on "quarantine_attestation" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "quarantine_attestation" for insert with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "quarantine_attestation" for update using ((unit_code = any ((select app.units_for('{CARE}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "quarantine_attestation" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    // Orders issued before there were attestations; their owner sees rows only while the security is not forced.
    this.addSql(`alter table "quarantine_order" no force row level security;`)
    this.addSql(`alter table "quarantine_attestation" no force row level security;`)
    this.addSql(`insert into "quarantine_attestation" ("id", "unit_code", "person_id", "starts_on", "ends_on", "document_id")
      select "id", "unit_code", "person_id", "starts_on", "ends_on", "document_id" from "quarantine_order" where "contact_class" = 'F1';`)
    this.addSql(`alter table "quarantine_order" force row level security;`)
    this.addSql(`alter table "quarantine_attestation" force row level security;`)
  }
}
