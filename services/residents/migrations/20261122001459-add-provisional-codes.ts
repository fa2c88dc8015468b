import { Migration } from '@mikro-orm/migrations'

export class Migration20261122001459_add_provisional_codes extends Migration {
  override name = 'Migration20261122001459_add_provisional_codes'

  override up(): void | Promise<void> {
    this.addSql(`alter table "person" add "provisional_code" text null;`)
    // Whoever is in the book without a paper gets theirs now. The tables' owner sees rows only while row security is not forced.
    for (const table of ['person', 'identity_document'])
      this.addSql(`alter table "${table}" no force row level security;`)
    this.addSql(`update person set provisional_code = 'TAM-' || unit_code || '-' || to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY') || '-' || lpad(numbered.number::text, 5, '0')
      from (select id, row_number() over (partition by unit_code order by id) as number from person
            where not exists (select from identity_document where person_id = person.id)) as numbered
      where numbered.id = person.id;`)
    for (const table of ['person', 'identity_document']) this.addSql(`alter table "${table}" force row level security;`)
    this.addSql(
      `alter table "person" add constraint "person_provisional_code" unique ("unit_code", "provisional_code");`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "person" drop constraint "person_provisional_code";`)
    this.addSql(`alter table "person" drop column "provisional_code";`)
  }
}
