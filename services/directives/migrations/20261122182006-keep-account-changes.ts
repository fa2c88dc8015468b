import { Migration } from '@mikro-orm/migrations'

export class Migration20261122182006_keep_account_changes extends Migration {
  override name = 'Migration20261122182006_keep_account_changes'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "account_change" ("id" uuid not null, "unit_code" text not null, "responsibility_id" uuid not null, "former_account_id" uuid null, "new_account_id" uuid null, "at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "account_change_unit_code_index" on "account_change" ("unit_code");`)
    this.addSql(
      `create index "account_change_responsibility_id_at_id_index" on "account_change" ("responsibility_id", "at", "id");`,
    )

    this.addSql(
      `alter table "account_change" add constraint "account_change_responsibility_id_foreign" foreign key ("responsibility_id") references "responsibility" ("id");`,
    )
    this.addSql(`alter table "account_change" enable row level security;`)
    this.addSql(`alter table "account_change" force row level security;`)
    this.addSql(
      `create policy "read" on "account_change" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "account_change" for insert with check ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "account_change" for update using ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "account_change" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "account_change" cascade;`)
  }
}
