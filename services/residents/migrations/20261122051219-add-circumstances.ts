import { Migration } from '@mikro-orm/migrations'

export class Migration20261122051219_add_circumstances extends Migration {
  override name = 'Migration20261122051219_add_circumstances'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "circumstance" ("id" uuid not null, "unit_code" text not null, "kind" text not null, "household_id" uuid null, "person_id" uuid null, "from_on" date not null, "to_on" date null, "document" text null, "recorded_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "ended_by_name" text null, "annulled_at" timestamptz null, "annulled_by_name" text null, "annulled_reason" text null, primary key ("id"));`,
    )
    this.addSql(`create index "circumstance_unit_code_index" on "circumstance" ("unit_code");`)
    this.addSql(`create index "circumstance_household_id_index" on "circumstance" ("household_id");`)
    this.addSql(`create index "circumstance_person_id_index" on "circumstance" ("person_id");`)
    this.addSql(`create index "circumstance_unit_code_kind_index" on "circumstance" ("unit_code", "kind");`)

    this.addSql(
      `alter table "circumstance" add constraint "circumstance_household_id_foreign" foreign key ("household_id") references "household" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "circumstance" add constraint "circumstance_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "circumstance" add constraint "circumstance_lasts" check (to_on is null or to_on > from_on);`,
    )
    this.addSql(
      `alter table "circumstance" add constraint "circumstance_of_one_holder" check ((household_id is null) <> (person_id is null));`,
    )
    this.addSql(
      `alter table "circumstance" add constraint "circumstance_kind_check" check ("kind" in ('POOR_HOUSEHOLD', 'NEAR_POOR_HOUSEHOLD', 'MERIT', 'SOCIAL_PROTECTION', 'DISABILITY', 'LONE_ELDERLY', 'ORPHAN', 'PREGNANT', 'JOB_LOST', 'RENTING_STUDENT'));`,
    )
    this.addSql(`alter table "circumstance" enable row level security;`)
    this.addSql(`alter table "circumstance" force row level security;`)
    this.addSql(
      `create policy "read" on "circumstance" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "circumstance" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "circumstance" for update using ((unit_code = any ((select app.units_for('{REGISTRY,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "circumstance" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
    this.addSql(
      `create policy "asked" on "circumstance" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id) or app.is_home_of_asker(household_id))));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "circumstance" cascade;`)
  }
}
