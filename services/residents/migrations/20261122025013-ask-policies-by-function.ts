import { Migration } from '@mikro-orm/migrations'

export class Migration20261122025013_ask_policies_by_function extends Migration {
  override name = 'Migration20261122025013_ask_policies_by_function'

  override up(): void | Promise<void> {
    // No sub-selects in the policies themselves: the planner would put them into every statement, for every purpose.
    this.addSql(`create function app.has_asked(person uuid) returns boolean language sql stable as
      $f$ select exists (select from public.subject_request where person_id = person) $f$`)
    this.addSql(`create function app.is_home_of_asker(household uuid) returns boolean language sql stable as
      $f$ select exists (select from public.household_member where household_id = household)
        or exists (select from public.residence where household_id = household) $f$`)
    this.addSql(`drop policy "asked" on "person";`)

    this.addSql(`drop policy "asked" on "identity_document";`)

    this.addSql(`drop policy "asked" on "household";`)

    this.addSql(`drop policy "asked" on "residence";`)

    this.addSql(`drop policy "asked" on "life_event_person";`)

    this.addSql(`drop policy "asked" on "household_member";`)

    this.addSql(`drop policy "asked" on "arrival";`)

    this.addSql(`drop policy "read" on "establishment_change";`)

    this.addSql(
      `create policy "asked" on "person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(id))));`,
    )

    this.addSql(
      `create policy "asked" on "identity_document" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "household" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.is_home_of_asker(id))));`,
    )

    this.addSql(`drop index "residence_home";`)
    this.addSql(
      `create policy "asked" on "residence" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "household_member" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "arrival" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (app.has_asked(person_id))));`,
    )

    this.addSql(
      `create policy "read" on "establishment_change" for select using ((unit_code = any ((select app.units_for('{CARE,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop policy "asked" on "arrival";`)

    this.addSql(`drop policy "read" on "establishment_change";`)

    this.addSql(`drop policy "asked" on "household";`)

    this.addSql(`drop policy "asked" on "household_member";`)

    this.addSql(`drop policy "asked" on "identity_document";`)

    this.addSql(`drop policy "asked" on "life_event_person";`)

    this.addSql(`drop policy "asked" on "person";`)

    this.addSql(`drop policy "asked" on "residence";`)

    this.addSql(
      `create policy "asked" on "arrival" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = arrival.person_id))));`,
    )

    this.addSql(
      `create policy "read" on "establishment_change" for select using ((unit_code = any ((select app.units_for('{CARE,COMMAND,INSPECTION,REGISTRY,WELFARE_ASSESS}'))::text[])));`,
    )

    this.addSql(
      `create policy "asked" on "household" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from household_member where household_member.household_id = household.id) or exists (select 1 from residence where residence.household_id = household.id))));`,
    )

    this.addSql(
      `create policy "asked" on "household_member" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = household_member.person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "identity_document" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = identity_document.person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "life_event_person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = life_event_person.person_id))));`,
    )

    this.addSql(
      `create policy "asked" on "person" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = person.id))));`,
    )

    this.addSql(
      `create index residence_home on residence (unit_code, person_id, from_on desc, id) include (household_id, kind, to_on) where kind <> 'ABSENT';`,
    )
    this.addSql(
      `create policy "asked" on "residence" for select using ((unit_code = any ((select app.units_for('{SUBJECT_REQUEST}'))::text[]) and (exists (select 1 from subject_request where subject_request.person_id = residence.person_id))));`,
    )
    this.addSql(`drop function app.is_home_of_asker(uuid)`)
    this.addSql(`drop function app.has_asked(uuid)`)
  }
}
