import { Migration } from '@mikro-orm/migrations'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { Vault, vaultKeysFrom, wrapDataKeys } from '@vungxanh/subgraph'
import { sealNumber, sealPhone } from '../src/people/sealed-numbers.ts'

interface Numbered {
  id: string
  number: string
}

/** Telephones and identity numbers that were stored to be read: sealed before the columns with the plain text go. */
export class SealNumbers extends Migration {
  override name = 'Migration20261121223806_seal_numbers'

  override async up(): Promise<void> {
    const tables = ['person', 'identity_document']
    // Their owner sees rows only while row security is not forced.
    for (const table of tables) await this.execute(`alter table "${table}" no force row level security`)
    await this.execute(`alter table "person" add "phone_sealed" bytea null, add "phone_index" bytea null`)
    await this.execute(`alter table "identity_document" add "number_sealed" bytea null, add "number_index" bytea null`)
    const people = (await this.execute(
      `select id, phone as number from person where phone is not null`,
    )) as unknown as Numbered[]
    const documents = (await this.execute(`select id, number from identity_document`)) as unknown as Numbered[]
    if (people.length + documents.length > 0) await this.seal(people, documents)
    for (const table of tables) await this.execute(`alter table "${table}" force row level security`)
    await this.execute(`alter table "identity_document" drop constraint "identity_document_number"`)
    await this.execute(`alter table "person" drop column "phone"`)
    await this.execute(`alter table "identity_document" drop column "number"`)
    await this.execute(
      `alter table "identity_document" alter column "number_sealed" set not null, alter column "number_index" set not null`,
    )
    // A dropped column stays in every row, and in the rows that it was copied from, until the table is written anew.
    for (const table of tables) await this.execute(`cluster "${table}" using "${table}_pkey"`)
    for (const table of tables) await this.execute(`alter table "${table}" set without cluster`)
  }

  private async seal(people: Numbered[], documents: Numbered[]): Promise<void> {
    const em = this.getEntityManager() as SqlEntityManager
    const keys = vaultKeysFrom()
    await wrapDataKeys(em, keys)
    const vault = await new Vault(keys).load(em)
    for (const { id, number } of people) {
      const { phoneSealed, phoneIndex } = sealPhone({ id, phone: number }, vault)
      await this.execute(`update person set phone_sealed = ?, phone_index = ? where id = ?`, [
        phoneSealed,
        phoneIndex,
        id,
      ])
    }
    for (const document of documents) {
      const { numberSealed, numberIndex } = sealNumber(document, vault)
      await this.execute(`update identity_document set number_sealed = ?, number_index = ? where id = ?`, [
        numberSealed,
        numberIndex,
        document.id,
      ])
    }
  }
}
