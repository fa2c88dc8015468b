import { Migration } from '@mikro-orm/migrations'

export class Migration20261122054949_add_change_proposals extends Migration {
  override name = 'Migration20261122054949_add_change_proposals'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "change_proposal" ("id" uuid not null, "unit_code" text not null, "number" text not null, "person_id" uuid not null, "field" text not null, "values_sealed" bytea not null, "reason" text not null, "state" text not null default 'OPEN', "proposed_at" timestamptz not null, "account_id" uuid not null, "by_name" text not null, "by_post" text not null, "decided_at" timestamptz null, "decided_by_id" uuid null, "decided_by_name" text null, "answer" text null, "event_id" uuid null, primary key ("id"));`,
    )
    this.addSql(`create index "change_proposal_unit_code_index" on "change_proposal" ("unit_code");`)
    this.addSql(`create index "change_proposal_person_id_index" on "change_proposal" ("person_id");`)
    this.addSql(`create index "change_proposal_event_id_index" on "change_proposal" ("event_id");`)
    this.addSql(
      `create index "change_proposal_unit_code_state_proposed_at_index" on "change_proposal" ("unit_code", "state", "proposed_at");`,
    )
    this.addSql(`alter table "change_proposal" add constraint "change_proposal_number" unique ("unit_code", "number");`)

    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_person_id_foreign" foreign key ("person_id") references "person" ("id");`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_event_id_foreign" foreign key ("event_id") references "life_event" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_decided_by_another" check (state = 'OPEN' or (state = 'WITHDRAWN') = (decided_by_id = account_id));`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_refused_with_reason" check ((state = 'REFUSED') = (answer is not null));`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_written" check ((state = 'ACCEPTED') = (event_id is not null));`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_decided" check ((state = 'OPEN') = (decided_at is null));`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_field_check" check ("field" in ('FULL_NAME', 'BORN_ON', 'BIRTH_YEAR', 'SEX', 'PHONE'));`,
    )
    this.addSql(
      `alter table "change_proposal" add constraint "change_proposal_state_check" check ("state" in ('OPEN', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'));`,
    )
    this.addSql(`create or replace function "change_proposal_proposals_kept_fn"() returns trigger as $$ begin if to_jsonb(old) - array['person_id', 'values_sealed', 'state', 'decided_at', 'decided_by_id', 'decided_by_name', 'answer', 'event_id'] <> to_jsonb(new) - array['person_id', 'values_sealed', 'state', 'decided_at', 'decided_by_id', 'decided_by_name', 'answer', 'event_id']
    or (old.state <> 'OPEN' and to_jsonb(old) - array['person_id', 'values_sealed'] <> to_jsonb(new) - array['person_id', 'values_sealed'])
    then raise exception 'proposals are decided once, never changed';   end if;   return new; end; $$ language plpgsql;`)
    this.addSql(
      `create trigger "proposals_kept" BEFORE UPDATE on "change_proposal" for each ROW execute function "change_proposal_proposals_kept_fn"();`,
    )
    this.addSql(`alter table "change_proposal" enable row level security;`)
    this.addSql(`alter table "change_proposal" force row level security;`)
    this.addSql(
      `create policy "read" on "change_proposal" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "change_proposal" for insert with check ((unit_code = any ((select app.units_for('{CARE,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "change_proposal" for update using ((unit_code = any ((select app.units_for('{CARE,REGISTRY,WELFARE_ASSESS}'))::text[]))) with check ((unit_code = any ((select app.units_for('{CARE,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "change_proposal" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop trigger if exists "proposals_kept" on "change_proposal";`)
    this.addSql(`drop function if exists "change_proposal_proposals_kept_fn"();`)
    this.addSql(`drop table if exists "change_proposal" cascade;`)
  }
}
