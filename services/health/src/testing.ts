import { departmentTest, type Given } from '@vungxanh/testing'
import { database } from './database.ts'
import { subgraph } from './schema.ts'
import { Pool, PoolStatus } from './tests/pool.ts'
import { Sample } from './tests/sample.ts'
import { Test, TestMethod, TestOutcome } from './tests/test.ts'
import { Dose } from './vaccinations/dose.ts'
import { Lot } from './vaccinations/lot.ts'
import { Product } from './vaccinations/product.ts'
import { catalogueProducts, listProducts } from './vaccinations/product-catalogue.ts'

/** The id of a vaccine by its code in the catalogue. */
export function productId(code: string): string {
  const product = catalogueProducts.find((known) => known.code === code)
  if (!product) throw new Error(`no product ${code}`)
  return product.id
}

/** People and groups live in another department: here they are ids only. */
export function someId(): string {
  return crypto.randomUUID()
}

interface TestSetting {
  personId?: string
  residentialGroupId?: string | null
  outcome?: TestOutcome
  sampledAt?: string
  code?: string
}

interface DoseSetting {
  personId?: string
  residentialGroupId?: string | null
  product?: string
  doseNumber?: number
  givenOn?: string
}

function builders({ unit: unitCode, save }: Given) {
  let lots = 0
  return {
    products: () =>
      save(async (em) => {
        await listProducts(em)
        return {}
      }),
    lot: (product = 'COMIRNATY', expiresOn = '2030-12-31') =>
      save((em) =>
        em.create(Lot, {
          unitCode,
          product: em.getReference(Product, productId(product)),
          number: `LO-${++lots}`,
          expiresOn,
        }),
      ),
    test: ({
      personId = someId(),
      residentialGroupId,
      outcome = TestOutcome.NEGATIVE,
      ...sampling
    }: TestSetting = {}) =>
      save((em) => {
        const sampledAt = new Date(sampling.sampledAt ?? '2021-09-20T08:00:00+07:00')
        const sample = em.create(Sample, { unitCode, code: sampling.code, personId, residentialGroupId, sampledAt })
        return em.create(Test, {
          unitCode,
          method: TestMethod.RT_PCR,
          outcome,
          sampledAt,
          sample,
          personId,
          residentialGroupId,
        })
      }),
    pool: (members: { personId: string; residentialGroupId: string }[], outcome: TestOutcome, at: string) =>
      save((em) => {
        const pooledAt = new Date(at)
        const status = outcome === TestOutcome.POSITIVE ? PoolStatus.TO_RESAMPLE : PoolStatus.NEGATIVE
        const pool = em.create(Pool, { unitCode, code: `GOP-${someId().slice(0, 8)}`, status, pooledAt })
        for (const member of members) em.create(Sample, { unitCode, ...member, sampledAt: pooledAt, pool })
        em.create(Test, { unitCode, method: TestMethod.RT_PCR, outcome, sampledAt: pooledAt, pool })
        return pool
      }),
    dose: ({ personId = someId(), residentialGroupId, product = 'COMIRNATY', ...given }: DoseSetting = {}) =>
      save((em) =>
        em.create(Dose, {
          unitCode,
          personId,
          residentialGroupId,
          product: em.getReference(Product, productId(product)),
          doseNumber: given.doseNumber ?? 1,
          givenOn: given.givenOn ?? '2021-08-20',
        }),
      ),
  }
}

export const test = departmentTest({ database, subgraph, given: builders })
