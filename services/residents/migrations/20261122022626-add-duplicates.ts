import { Migration } from '@mikro-orm/migrations'

export class Migration20261122022626_add_duplicates extends Migration {
  override name = 'Migration20261122022626_add_duplicates'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "duplicate_scan" ("id" uuid not null, "unit_code" text not null, "started_at" timestamptz not null, "finished_at" timestamptz null, "people" int not null, "compared" int not null, "found" int not null, "by_name" text not null, primary key ("id"));`,
    )
    this.addSql(`create index "duplicate_scan_unit_code_index" on "duplicate_scan" ("unit_code");`)
    this.addSql(`create index "duplicate_scan_started_at_index" on "duplicate_scan" ("started_at");`)

    this.addSql(
      `create table "duplicate_pair" ("id" uuid not null, "unit_code" text not null, "one_id" uuid not null, "other_id" uuid not null, "score" int not null, "parts" jsonb not null, "state" text not null, "found_at" timestamptz not null, "decided_at" timestamptz null, "account_id" uuid null, "by_name" text null, "by_post" text null, "reason" text null, primary key ("id"));`,
    )
    this.addSql(`create index "duplicate_pair_unit_code_index" on "duplicate_pair" ("unit_code");`)
    this.addSql(`create index "duplicate_pair_other_id_index" on "duplicate_pair" ("other_id");`)
    this.addSql(
      `create index "duplicate_pair_unit_code_state_score_id_index" on "duplicate_pair" ("unit_code", "state", "score", "id");`,
    )
    this.addSql(`alter table "duplicate_pair" add constraint "duplicate_pair_once" unique ("one_id", "other_id");`)

    this.addSql(
      `create table "person_merge" ("id" uuid not null, "unit_code" text not null, "pair_id" uuid not null, "event_id" uuid not null, "survivor_id" uuid not null, "absorbed_id" uuid not null, "taken" jsonb not null, "touched" jsonb not null, "merged_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "undone_at" timestamptz null, "undone_by_name" text null, primary key ("id"));`,
    )
    this.addSql(`create index "person_merge_unit_code_index" on "person_merge" ("unit_code");`)
    this.addSql(`create index "person_merge_pair_id_index" on "person_merge" ("pair_id");`)
    this.addSql(`create index "person_merge_event_id_index" on "person_merge" ("event_id");`)
    this.addSql(`create index "person_merge_survivor_id_index" on "person_merge" ("survivor_id");`)
    this.addSql(`create index "person_merge_absorbed_id_index" on "person_merge" ("absorbed_id");`)
    this.addSql(`create index "person_merge_merged_at_index" on "person_merge" ("merged_at");`)

    this.addSql(`alter table "person" add "merged_into_id" uuid null;`)
    this.addSql(
      `alter table "person" add constraint "person_merged_into_id_foreign" foreign key ("merged_into_id") references "person" ("id") on delete set null;`,
    )
    this.addSql(`create index "person_merged_into_id_index" on "person" ("merged_into_id");`)

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED', 'CORRECTED', 'PAPER_ADDED', 'PAPER_REPLACED', 'PAPER_ENDED', 'PLACED', 'PERSON_MERGED'));`,
    )

    this.addSql(`alter table "life_event_person" drop constraint "life_event_person_part_check";`)
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_part_check" check ("part" in ('SUBJECT', 'PARENT', 'ABSORBED'));`,
    )

    this.addSql(`alter table "duplicate_scan" enable row level security;`)
    this.addSql(`alter table "duplicate_scan" force row level security;`)
    this.addSql(
      `create policy "read" on "duplicate_scan" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "duplicate_scan" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "duplicate_scan" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "duplicate_scan" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "duplicate_pair" add constraint "duplicate_pair_one_id_foreign" foreign key ("one_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "duplicate_pair" add constraint "duplicate_pair_other_id_foreign" foreign key ("other_id") references "person" ("id");`,
    )
    this.addSql(`alter table "duplicate_pair" add constraint "duplicate_pair_in_order" check (one_id < other_id);`)
    this.addSql(
      `alter table "duplicate_pair" add constraint "duplicate_pair_state_check" check ("state" in ('OPEN', 'MERGED', 'NOT_DUPLICATE', 'WITHDRAWN'));`,
    )
    this.addSql(`alter table "duplicate_pair" enable row level security;`)
    this.addSql(`alter table "duplicate_pair" force row level security;`)
    this.addSql(
      `create policy "read" on "duplicate_pair" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "duplicate_pair" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "duplicate_pair" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "duplicate_pair" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )

    this.addSql(
      `alter table "person_merge" add constraint "person_merge_pair_id_foreign" foreign key ("pair_id") references "duplicate_pair" ("id");`,
    )
    this.addSql(
      `alter table "person_merge" add constraint "person_merge_event_id_foreign" foreign key ("event_id") references "life_event" ("id");`,
    )
    this.addSql(
      `alter table "person_merge" add constraint "person_merge_survivor_id_foreign" foreign key ("survivor_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "person_merge" add constraint "person_merge_absorbed_id_foreign" foreign key ("absorbed_id") references "person" ("id");`,
    )
    this.addSql(`alter table "person_merge" enable row level security;`)
    this.addSql(`alter table "person_merge" force row level security;`)
    this.addSql(
      `create policy "read" on "person_merge" for select using ((unit_code = any ((select app.units_for('{INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "person_merge" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "person_merge" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "person_merge" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "person_merge" drop constraint "person_merge_pair_id_foreign";`)

    this.addSql(`drop table if exists "duplicate_scan" cascade;`)
    this.addSql(`drop table if exists "duplicate_pair" cascade;`)
    this.addSql(`drop table if exists "person_merge" cascade;`)

    this.addSql(`alter table "person" drop constraint "person_merged_into_id_foreign";`)

    this.addSql(`alter table "life_event" drop constraint "life_event_kind_check";`)
    this.addSql(
      `alter table "life_event" add constraint "life_event_kind_check" check ("kind" in ('REGISTERED', 'BORN', 'DIED', 'HEAD_CHANGED', 'RELATION_CHANGED', 'MOVED', 'SPLIT', 'MERGED', 'MOVED_OUT', 'MOVED_IN', 'ABSENT', 'RETURNED', 'CORRECTED', 'PAPER_ADDED', 'PAPER_REPLACED', 'PAPER_ENDED', 'PLACED'));`,
    )

    this.addSql(`alter table "life_event_person" drop constraint "life_event_person_part_check";`)
    this.addSql(
      `alter table "life_event_person" add constraint "life_event_person_part_check" check ("part" in ('SUBJECT', 'PARENT'));`,
    )

    this.addSql(`drop index "person_merged_into_id_index";`)
    this.addSql(`alter table "person" drop column "merged_into_id";`)
  }
}
