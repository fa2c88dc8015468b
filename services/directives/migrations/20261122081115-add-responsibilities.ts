import { Migration } from '@mikro-orm/migrations'

export class Migration20261122081115_add_responsibilities extends Migration {
  override name = 'Migration20261122081115_add_responsibilities'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "responsibility" ("id" uuid not null, "unit_code" text not null, "kind" text not null, "residential_group_id" uuid null, "self_management_group_id" uuid null, "household_id" uuid null, "holder_name" text null, "holder_key" text not null, "organisation_id" uuid null, "post_id" uuid null, "document_id" uuid null, "from_on" date not null, "to_on" date null, "end_reason" text null, "recorded_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, "ended_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "responsibility_unit_code_index" on "responsibility" ("unit_code");`)
    this.addSql(
      `create index "responsibility_residential_group_id_index" on "responsibility" ("residential_group_id");`,
    )
    this.addSql(
      `create index "responsibility_self_management_group_id_index" on "responsibility" ("self_management_group_id");`,
    )
    this.addSql(`create index "responsibility_household_id_index" on "responsibility" ("household_id");`)
    this.addSql(`create index "responsibility_organisation_id_index" on "responsibility" ("organisation_id");`)
    this.addSql(`create index "responsibility_post_id_index" on "responsibility" ("post_id");`)
    this.addSql(`create index "responsibility_document_id_index" on "responsibility" ("document_id");`)
    this.addSql(
      `create unique index responsibility_held on responsibility (unit_code, (coalesce(residential_group_id, self_management_group_id, household_id)), kind, holder_key) where to_on is null;`,
    )

    this.addSql(
      `alter table "responsibility" add constraint "responsibility_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_post_id_foreign" foreign key ("post_id") references "post" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_lasts" check ((to_on is null) = (end_reason is null) and (to_on is null or to_on >= from_on));`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_has_holder" check (num_nonnulls(holder_name, organisation_id) > 0 and (post_id is null or organisation_id is not null));`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_of_one_area" check (num_nonnulls(residential_group_id, self_management_group_id, household_id) = 1);`,
    )
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_kind_check" check ("kind" in ('GENERAL', 'EPIDEMIC_CONTROL', 'MOVEMENT_CONTROL', 'SOCIAL_PROTECTION'));`,
    )
    this.addSql(`alter table "responsibility" enable row level security;`)
    this.addSql(`alter table "responsibility" force row level security;`)
    this.addSql(
      `create policy "read" on "responsibility" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "responsibility" for insert with check ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "responsibility" for update using ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "responsibility" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "responsibility" cascade;`)
  }
}
