import { LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { NumberingRegime } from '../documents/document-type.ts'
import { Organisation, OrganisationKind } from './organisation.ts'
import { nameKey, tidyName } from './organisation-name.ts'

const kindOfRegime: Record<NumberingRegime, OrganisationKind> = {
  [NumberingRegime.STATE]: OrganisationKind.STATE,
  [NumberingRegime.PARTY]: OrganisationKind.PARTY,
  [NumberingRegime.FRONT]: OrganisationKind.FRONT,
}

/** What a register knows of an issuer that it meets for the first time: its name, and its kind from how it numbers. */
export function newIssuer(unitCode: string, name: string, regime: NumberingRegime) {
  const isCouncil = /^(ban thường trực |thường trực )?hđnd( |$)/.test(nameKey(name))
  return {
    unitCode,
    name: tidyName(name),
    nameKey: nameKey(name),
    kind: isCouncil ? OrganisationKind.COUNCIL : kindOfRegime[regime],
    ofUnit: false,
  }
}

/**
 * The unit's issuer of this name, recorded when it is new; its row is locked until the transaction ends. Raw, because two
 * clerks may meet a new issuer at once: the second waits for the first and then finds the same row.
 */
export async function issuerByName(
  em: SqlEntityManager,
  unitCode: string,
  name: string,
  regime: NumberingRegime,
): Promise<Organisation> {
  const issuer = newIssuer(unitCode, name, regime)
  await em.execute(
    `insert into organisation (id, unit_code, name, name_key, kind, of_unit) values (?, ?, ?, ?, ?, ?)
     on conflict (unit_code, name_key) do nothing`,
    [crypto.randomUUID(), issuer.unitCode, issuer.name, issuer.nameKey, issuer.kind, issuer.ofUnit],
  )
  return em.findOneOrFail(Organisation, { unitCode, nameKey: issuer.nameKey }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}
