import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { LocalDate } from '@vungxanh/subgraph'

/** A rule as the catalogue and the rules of a dose know it; `validFrom` is null when the first day is not known. */
export interface IntervalRule {
  id: string
  productId: string
  validFrom: LocalDate | null
  validTo: LocalDate | null
  minimumWeeks: number | null
  maximumWeeks: number | null
  doses: number
  verified: boolean
  source: string
}

export interface CatalogueProduct {
  id: string
  code: string
  name: string
  manufacturer: string
}

// The eight vaccines that Việt Nam accepted for its vaccine passport in 2021.
export const catalogueProducts: readonly CatalogueProduct[] = [
  {
    id: 'b2312b89-1359-5c14-a00d-56b6b9a9a78b',
    code: 'ASTRAZENECA',
    name: 'Vaxzevria (AstraZeneca)',
    manufacturer: 'AstraZeneca',
  },
  { id: 'eaa1934f-3061-5737-805f-900d50d393a6', code: 'SPUTNIK_V', name: 'Sputnik V', manufacturer: 'Gamaleya' },
  { id: 'f023fd7f-a19a-546d-a5c4-2c429b476a2d', code: 'COMIRNATY', name: 'Comirnaty', manufacturer: 'Pfizer–BioNTech' },
  { id: 'f45216ef-9c73-51d4-9a20-14965a2d58c7', code: 'VERO_CELL', name: 'Vero Cell', manufacturer: 'Sinopharm' },
  { id: '7257f7c6-b07d-5e4b-9c24-50e12496ec6e', code: 'SPIKEVAX', name: 'Spikevax', manufacturer: 'Moderna' },
  { id: '35c16acc-926e-5c96-9ab1-08955ca08147', code: 'JANSSEN', name: 'Janssen', manufacturer: 'Johnson & Johnson' },
  { id: '6e1724fd-fb3e-51f1-a529-d047f5988da9', code: 'ABDALA', name: 'Abdala', manufacturer: 'CIGB' },
  { id: '6009b1e1-d970-59df-a2c1-07b60d8c65d9', code: 'HAYAT_VAX', name: 'Hayat-Vax', manufacturer: 'Julphar' },
]

const DECISION_3588 = 'QĐ 3588/QĐ-BYT ngày 26/7/2021'
const FROM_3588 = '2021-07-26'
const UNCONFIRMED = 'Chưa đối chiếu được với văn bản gốc'

type Schedule = Omit<IntervalRule, 'id' | 'productId' | 'validTo'>

function by3588(minimumWeeks: number, maximumWeeks: number | null = null): Schedule {
  return { validFrom: FROM_3588, minimumWeeks, maximumWeeks, doses: 2, verified: true, source: DECISION_3588 }
}

function unconfirmed(doses: number, minimumWeeks: number | null = null, maximumWeeks: number | null = null): Schedule {
  return { validFrom: null, minimumWeeks, maximumWeeks, doses, verified: false, source: UNCONFIRMED }
}

// Local shortenings of AstraZeneca's interval in September 2021 are known from newspapers only and are not listed.
const schedules: readonly (readonly [code: string, ruleId: string, schedule: Schedule])[] = [
  ['ASTRAZENECA', '156df63a-0a56-5add-b3d4-0f8497968942', by3588(8, 12)],
  ['SPUTNIK_V', 'bc86c0e7-8718-5f3f-8f6b-bf81f202b091', by3588(3)],
  ['COMIRNATY', '5cc193eb-066f-5f84-b886-2d7b2e2b2df3', by3588(3)],
  ['VERO_CELL', 'd6379735-29cc-558e-af83-0d6cba7cb842', by3588(3, 4)],
  ['SPIKEVAX', 'eb8ca3af-55cf-5c58-b394-91bc1305403a', by3588(4)],
  ['JANSSEN', '370a6d6a-dbfb-5e19-bd08-f22633195708', unconfirmed(1)],
  ['ABDALA', '86507570-10e6-50dc-95e2-b91c8496a3c3', unconfirmed(3)],
  ['HAYAT_VAX', '227dbff8-aa25-59da-a444-6116547c8708', unconfirmed(2, 3, 4)],
]

export const catalogueRules: readonly IntervalRule[] = schedules.map(([code, id, schedule]) => {
  const product = catalogueProducts.find((known) => known.code === code)
  if (!product) throw new Error(`no product ${code}`)
  return { id, productId: product.id, validTo: null, ...schedule }
})

/**
 * Brings the public tables to what is listed here; run at every deployment and before a scenario. Touches only rows that
 * differ, so that two loads do not wait for each other. The weeks of a rule never change: other weeks are another rule.
 */
export async function listProducts(em: SqlEntityManager): Promise<void> {
  await em.execute(
    `insert into product (id, code, name, manufacturer)
     select * from jsonb_to_recordset(?::jsonb) as listed (id uuid, code text, name text, manufacturer text)
     except select id, code, name, manufacturer from product
     on conflict (id) do update set name = excluded.name, manufacturer = excluded.manufacturer`,
    [JSON.stringify(catalogueProducts)],
  )
  await em.execute(
    `insert into dose_interval_rule
       (id, product_id, valid_from, valid_to, minimum_weeks, maximum_weeks, doses, verified, source)
     select * from jsonb_to_recordset(?::jsonb) as listed (id uuid, "productId" uuid, "validFrom" date, "validTo" date,
       "minimumWeeks" int, "maximumWeeks" int, doses int, verified boolean, source text)
     except select id, product_id, valid_from, valid_to, minimum_weeks, maximum_weeks, doses, verified, source
     from dose_interval_rule
     on conflict (id) do update set valid_to = excluded.valid_to, verified = excluded.verified, source = excluded.source`,
    [JSON.stringify(catalogueRules)],
  )
}
