import { Migration } from '@mikro-orm/migrations'

export class Migration20261122121637_keep_corrections_and_holders extends Migration {
  override name = 'Migration20261122121637_keep_corrections_and_holders'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "checkpoint_change" ("id" uuid not null, "unit_code" text not null, "name" text not null, "kind" text not null, "place" text not null, "latitude" double precision null, "longitude" double precision null, "residential_group_id" uuid null, "document_id" uuid null, "checkpoint_id" uuid not null, "at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "checkpoint_change_unit_code_index" on "checkpoint_change" ("unit_code");`)
    this.addSql(`create index "checkpoint_change_document_id_index" on "checkpoint_change" ("document_id");`)
    this.addSql(
      `create index "checkpoint_change_checkpoint_id_at_id_index" on "checkpoint_change" ("checkpoint_id", "at", "id");`,
    )

    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_by_channel";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_failed_why";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_kind_check";`)
    this.addSql(`alter table "delivery_step" add "on_behalf_of" text null;`)
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_on_behalf" check (on_behalf_of is null or kind = 'ACKNOWLEDGED');`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_by_channel" check ((kind in ('ACKNOWLEDGED', 'TAKEN_BACK')) = (channel is null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_failed_why" check ((kind in ('FAILED', 'TAKEN_BACK')) = (reason is not null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_kind_check" check ("kind" in ('SENT', 'FAILED', 'ACKNOWLEDGED', 'TAKEN_BACK'));`,
    )

    this.addSql(`alter table "responsibility" add "holder_account_id" uuid null;`)
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_account_has_name" check (holder_account_id is null or (holder_name is not null and household_id is null));`,
    )

    this.addSql(
      `alter table "checkpoint_change" add constraint "checkpoint_change_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "checkpoint_change" add constraint "checkpoint_change_checkpoint_id_foreign" foreign key ("checkpoint_id") references "checkpoint" ("id");`,
    )
    this.addSql(
      `alter table "checkpoint_change" add constraint "checkpoint_change_on_the_map" check ((latitude is null) = (longitude is null));`,
    )
    this.addSql(
      `alter table "checkpoint_change" add constraint "checkpoint_change_kind_check" check ("kind" in ('WARD_GATE', 'LOCKED_AREA', 'RESIDENTIAL_AREA', 'MARKET', 'OTHER'));`,
    )
    this.addSql(`alter table "checkpoint_change" enable row level security;`)
    this.addSql(`alter table "checkpoint_change" force row level security;`)
    this.addSql(
      `create policy "read" on "checkpoint_change" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "checkpoint_change" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "checkpoint_change" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "checkpoint_change" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "checkpoint_change" cascade;`)

    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_on_behalf";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_by_channel";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_failed_why";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_kind_check";`)
    this.addSql(`alter table "delivery_step" drop column "on_behalf_of";`)
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_by_channel" check ((kind = 'ACKNOWLEDGED') = (channel is null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_failed_why" check ((kind = 'FAILED') = (reason is not null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_kind_check" check ("kind" in ('SENT', 'FAILED', 'ACKNOWLEDGED'));`,
    )

    this.addSql(`alter table "responsibility" drop constraint "responsibility_account_has_name";`)
    this.addSql(`alter table "responsibility" drop column "holder_account_id";`)
  }
}
