import { Migration } from '@mikro-orm/migrations'

export class Migration20261122082248_add_broadcasts extends Migration {
  override name = 'Migration20261122082248_add_broadcasts'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "broadcast" ("id" uuid not null, "unit_code" text not null, "title" text not null, "text" text not null, "document_id" uuid null, "channels" text[] not null, "residential_group_ids" uuid[] not null, "self_management_group_ids" uuid[] not null, "state" text not null default 'DRAFT', "drafted_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, "issued_at" timestamptz(3) null, "issued_by_name" text null, "withdrawn_at" timestamptz(3) null, "withdraw_reason" text null, "withdrawn_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "broadcast_unit_code_index" on "broadcast" ("unit_code");`)
    this.addSql(`create index "broadcast_document_id_index" on "broadcast" ("document_id");`)
    this.addSql(
      `create index "broadcast_unit_code_drafted_at_id_index" on "broadcast" ("unit_code", "drafted_at", "id");`,
    )

    this.addSql(
      `create table "broadcast_recipient" ("id" uuid not null, "unit_code" text not null, "broadcast_id" uuid not null, "residential_group_id" uuid null, "self_management_group_id" uuid null, "state" text not null default 'PENDING', primary key ("id"));`,
    )
    this.addSql(`create index "broadcast_recipient_unit_code_index" on "broadcast_recipient" ("unit_code");`)
    this.addSql(`create index "broadcast_recipient_broadcast_id_index" on "broadcast_recipient" ("broadcast_id");`)
    this.addSql(
      `create index "broadcast_recipient_residential_group_id_index" on "broadcast_recipient" ("residential_group_id");`,
    )
    this.addSql(
      `create index "broadcast_recipient_self_management_group_id_index" on "broadcast_recipient" ("self_management_group_id");`,
    )
    this.addSql(
      `create index "broadcast_recipient_unit_code_state_index" on "broadcast_recipient" ("unit_code", "state");`,
    )
    this.addSql(
      `create unique index broadcast_recipient_once on broadcast_recipient (broadcast_id, (coalesce(residential_group_id, self_management_group_id)));`,
    )

    this.addSql(
      `create table "delivery_step" ("id" uuid not null, "unit_code" text not null, "recipient_id" uuid not null, "kind" text not null, "channel" text null, "reason" text null, "at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "delivery_step_unit_code_index" on "delivery_step" ("unit_code");`)
    this.addSql(`create index "delivery_step_recipient_id_index" on "delivery_step" ("recipient_id");`)

    this.addSql(
      `alter table "broadcast" add constraint "broadcast_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "broadcast" add constraint "broadcast_withdrawal_has_reason" check ((withdrawn_at is null) = (withdraw_reason is null));`,
    )
    this.addSql(
      `alter table "broadcast" add constraint "broadcast_withdrawn" check ((state = 'WITHDRAWN') = (withdrawn_at is not null));`,
    )
    this.addSql(
      `alter table "broadcast" add constraint "broadcast_issued" check ((issued_at is null) or state <> 'DRAFT');`,
    )
    this.addSql(
      `alter table "broadcast" add constraint "broadcast_state_check" check ("state" in ('DRAFT', 'ISSUED', 'WITHDRAWN'));`,
    )
    this.addSql(`alter table "broadcast" enable row level security;`)
    this.addSql(`alter table "broadcast" force row level security;`)
    this.addSql(
      `create policy "read" on "broadcast" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "broadcast" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "broadcast" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "broadcast" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "broadcast_recipient" add constraint "broadcast_recipient_broadcast_id_foreign" foreign key ("broadcast_id") references "broadcast" ("id");`,
    )
    this.addSql(
      `alter table "broadcast_recipient" add constraint "broadcast_recipient_is_one_group" check (num_nonnulls(residential_group_id, self_management_group_id) = 1);`,
    )
    this.addSql(
      `alter table "broadcast_recipient" add constraint "broadcast_recipient_state_check" check ("state" in ('PENDING', 'FAILED', 'SENT', 'ACKNOWLEDGED'));`,
    )
    this.addSql(`alter table "broadcast_recipient" enable row level security;`)
    this.addSql(`alter table "broadcast_recipient" force row level security;`)
    this.addSql(
      `create policy "read" on "broadcast_recipient" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "broadcast_recipient" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "broadcast_recipient" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "broadcast_recipient" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_recipient_id_foreign" foreign key ("recipient_id") references "broadcast_recipient" ("id");`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_by_channel" check ((kind = 'ACKNOWLEDGED') = (channel is null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_failed_why" check ((kind = 'FAILED') = (reason is not null));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_kind_check" check ("kind" in ('SENT', 'FAILED', 'ACKNOWLEDGED'));`,
    )
    this.addSql(
      `alter table "delivery_step" add constraint "delivery_step_channel_check" check ("channel" in ('ZALO', 'SMS', 'PRINT', 'LOUDSPEAKER'));`,
    )
    this.addSql(`alter table "delivery_step" enable row level security;`)
    this.addSql(`alter table "delivery_step" force row level security;`)
    this.addSql(
      `create policy "read" on "delivery_step" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "delivery_step" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "delivery_step" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "delivery_step" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "broadcast_recipient" drop constraint "broadcast_recipient_broadcast_id_foreign";`)
    this.addSql(`alter table "delivery_step" drop constraint "delivery_step_recipient_id_foreign";`)

    this.addSql(`drop table if exists "broadcast" cascade;`)
    this.addSql(`drop table if exists "broadcast_recipient" cascade;`)
    this.addSql(`drop table if exists "delivery_step" cascade;`)
  }
}
