import { Migration } from '@mikro-orm/migrations'

export class Migration20261122083331_report_stays extends Migration {
  override name = 'Migration20261122083331_report_stays'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "stay_report" ("id" uuid not null, "unit_code" text not null, "state" text not null, "obstacle" text null, "person_id" uuid null, "arrived_on" date not null, "arrival_id" uuid null, "reported_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "closed_by_name" text null, "dismiss_reason" text null, primary key ("id"));`,
    )
    this.addSql(`create index "stay_report_unit_code_index" on "stay_report" ("unit_code");`)
    this.addSql(`create index "stay_report_arrival_id_index" on "stay_report" ("arrival_id");`)
    this.addSql(
      `create index "stay_report_unit_code_arrived_on_id_index" on "stay_report" ("unit_code", "arrived_on", "id");`,
    )

    this.addSql(`drop policy "add" on "person";`)
    this.addSql(`drop policy "change" on "person";`)
    this.addSql(`drop policy "read" on "person";`)

    this.addSql(`drop policy "read" on "household";`)

    this.addSql(`drop policy "add" on "residence";`)
    this.addSql(`drop policy "change" on "residence";`)
    this.addSql(`drop policy "read" on "residence";`)

    this.addSql(`drop policy "add" on "life_event";`)
    this.addSql(`drop policy "change" on "life_event";`)
    this.addSql(`drop policy "read" on "life_event";`)

    this.addSql(`drop policy "add" on "life_event_person";`)
    this.addSql(`drop policy "change" on "life_event_person";`)
    this.addSql(`drop policy "read" on "life_event_person";`)

    this.addSql(`drop policy "read" on "household_member";`)

    this.addSql(`drop policy "add" on "arrival";`)
    this.addSql(`drop policy "change" on "arrival";`)
    this.addSql(`drop policy "read" on "arrival";`)

    this.addSql(
      `create policy "add" on "person" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "person" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,EVENTS,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,EVENTS,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "add" on "residence" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "residence" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "read" on "residence" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,EVENTS,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "add" on "life_event" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "read" on "life_event" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,EVENTS,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "add" on "life_event_person" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event_person" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "read" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,EVENTS,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,EVENTS,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "add" on "arrival" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "arrival" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,EVENTS,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `alter table "stay_report" add constraint "stay_report_arrival_id_foreign" foreign key ("arrival_id") references "arrival" ("id") on delete set null;`,
    )
    this.addSql(
      `alter table "stay_report" add constraint "stay_report_state_check" check ("state" in ('WAITING', 'DECLARED', 'DISMISSED', 'WITHDRAWN'));`,
    )
    this.addSql(
      `alter table "stay_report" add constraint "stay_report_obstacle_check" check ("obstacle" in ('NOT_IN_REGISTER', 'ORIGIN_UNKNOWN', 'NO_HOUSEHOLD', 'ALREADY_DECLARED', 'HAS_DIED', 'OUT_OF_ORDER', 'NOT_ACCEPTED'));`,
    )
    this.addSql(`alter table "stay_report" enable row level security;`)
    this.addSql(`alter table "stay_report" force row level security;`)
    this.addSql(
      `create policy "read" on "stay_report" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,EVENTS,INSPECTION,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "stay_report" for insert with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "stay_report" for update using ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{EVENTS,REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "load" on "stay_report" using ((unit_code = any ((select app.units_for('{LOADING}'))::text[]))) with check ((unit_code = any ((select app.units_for('{LOADING}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "stay_report" cascade;`)

    this.addSql(`drop policy "read" on "arrival";`)
    this.addSql(`drop policy "add" on "arrival";`)
    this.addSql(`drop policy "change" on "arrival";`)

    this.addSql(`drop policy "read" on "household";`)

    this.addSql(`drop policy "read" on "household_member";`)

    this.addSql(`drop policy "read" on "life_event";`)
    this.addSql(`drop policy "add" on "life_event";`)
    this.addSql(`drop policy "change" on "life_event";`)

    this.addSql(`drop policy "read" on "life_event_person";`)
    this.addSql(`drop policy "add" on "life_event_person";`)
    this.addSql(`drop policy "change" on "life_event_person";`)

    this.addSql(`drop policy "read" on "person";`)
    this.addSql(`drop policy "add" on "person";`)
    this.addSql(`drop policy "change" on "person";`)

    this.addSql(`drop policy "read" on "residence";`)
    this.addSql(`drop policy "add" on "residence";`)
    this.addSql(`drop policy "change" on "residence";`)

    this.addSql(
      `create policy "read" on "arrival" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "arrival" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "arrival" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "household_member" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "life_event" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "life_event" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "life_event_person" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "life_event_person" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "person" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "person" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "person" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )

    this.addSql(
      `create policy "read" on "residence" for select using ((unit_code = any ((select app.units_for('{BREAK_GLASS,CARE,COMMAND,INSPECTION,PAYMENT,REGISTRY,STATISTICS,WELFARE_ASSESS}'))::text[])));`,
    )
    this.addSql(
      `create policy "add" on "residence" for insert with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
    this.addSql(
      `create policy "change" on "residence" for update using ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[]))) with check ((unit_code = any ((select app.units_for('{REGISTRY}'))::text[])));`,
    )
  }
}
