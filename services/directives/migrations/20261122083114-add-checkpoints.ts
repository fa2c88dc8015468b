import { Migration } from '@mikro-orm/migrations'

export class Migration20261122083114_add_checkpoints extends Migration {
  override name = 'Migration20261122083114_add_checkpoints'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "checkpoint" ("id" uuid not null, "unit_code" text not null, "name" text not null, "kind" text not null, "place" text not null, "latitude" double precision null, "longitude" double precision null, "residential_group_id" uuid null, "document_id" uuid null, "active_from" date not null, "active_to" date null, "end_reason" text null, "account_id" uuid not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "checkpoint_unit_code_index" on "checkpoint" ("unit_code");`)
    this.addSql(`create index "checkpoint_document_id_index" on "checkpoint" ("document_id");`)
    this.addSql(
      `create index "checkpoint_unit_code_active_from_id_index" on "checkpoint" ("unit_code", "active_from", "id");`,
    )

    this.addSql(
      `create table "checkpoint_entry" ("id" uuid not null, "unit_code" text not null, "checkpoint_id" uuid not null, "at" timestamptz(3) not null, "direction" text not null, "person_id" uuid null, "said_name" text null, "birth_year" int null, "sex" text null, "phone_sealed" bytea null, "identity_sealed" bytea null, "people" int not null, "plate" text null, "purpose" text not null, "note" text null, "paper" text null, "paper_until" date null, "temperature" double precision null, "decision" text not null, "decision_reason" text null, "origin_code" text null, "from_place" text null, "from_epidemic_area" boolean not null default false, "departed_on" date null, "staying_at" text null, "recorded_at" timestamptz(3) not null, "account_id" uuid not null, "by_name" text not null, "annulled_at" timestamptz(3) null, "annulled_by_name" text null, "annul_reason" text null, primary key ("id"));`,
    )
    this.addSql(`create index "checkpoint_entry_unit_code_index" on "checkpoint_entry" ("unit_code");`)
    this.addSql(`create index "checkpoint_entry_person_id_index" on "checkpoint_entry" ("person_id");`)
    this.addSql(
      `create index "checkpoint_entry_checkpoint_id_at_id_index" on "checkpoint_entry" ("checkpoint_id", "at", "id");`,
    )

    this.addSql(
      `alter table "checkpoint" add constraint "checkpoint_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "checkpoint" add constraint "checkpoint_on_the_map" check ((latitude is null) = (longitude is null));`,
    )
    this.addSql(
      `alter table "checkpoint" add constraint "checkpoint_lasts" check (active_to is null or active_to >= active_from);`,
    )
    this.addSql(
      `alter table "checkpoint" add constraint "checkpoint_kind_check" check ("kind" in ('WARD_GATE', 'LOCKED_AREA', 'RESIDENTIAL_AREA', 'MARKET', 'OTHER'));`,
    )
    this.addSql(`alter table "checkpoint" enable row level security;`)
    this.addSql(`alter table "checkpoint" force row level security;`)
    this.addSql(
      `create policy "read" on "checkpoint" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "checkpoint" for insert with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "checkpoint" for update using ((unit_code = any ((select app.units_for('{COMMAND}'))::text[]))) with check ((unit_code = any ((select app.units_for('{COMMAND}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "checkpoint" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_checkpoint_id_foreign" foreign key ("checkpoint_id") references "checkpoint" ("id");`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_annulment_has_reason" check ((annulled_at is null) = (annul_reason is null));`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_says_who" check (num_nonnulls(person_id, said_name, plate) > 0);`,
    )
    this.addSql(`alter table "checkpoint_entry" add constraint "checkpoint_entry_people" check (people > 0);`)
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_direction_check" check ("direction" in ('IN', 'OUT'));`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_sex_check" check ("sex" in ('MALE', 'FEMALE'));`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_purpose_check" check ("purpose" in ('HOME', 'STAY', 'WORK', 'GOODS', 'SHOPPING', 'MEDICAL', 'OFFICIAL', 'OTHER'));`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_paper_check" check ("paper" in ('NONE', 'TRAVEL_PERMIT', 'WORK_PAPER', 'MARKET_TICKET', 'GOODS_CODE', 'TEST_PAPER', 'OTHER'));`,
    )
    this.addSql(
      `alter table "checkpoint_entry" add constraint "checkpoint_entry_decision_check" check ("decision" in ('LET_THROUGH', 'TURNED_BACK', 'SENT_TO_STATION'));`,
    )
    this.addSql(`alter table "checkpoint_entry" enable row level security;`)
    this.addSql(`alter table "checkpoint_entry" force row level security;`)
    this.addSql(
      `create policy "read" on "checkpoint_entry" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "checkpoint_entry" for insert with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "checkpoint_entry" for update using ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,COMMAND,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "checkpoint_entry" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "checkpoint_entry" drop constraint "checkpoint_entry_checkpoint_id_foreign";`)

    this.addSql(`drop table if exists "checkpoint" cascade;`)
    this.addSql(`drop table if exists "checkpoint_entry" cascade;`)
  }
}
