import { contextVariables } from '@vungxanh/subgraph'
import { contextScope, type Standing, testContextKey } from '@vungxanh/testing'
import { expect } from 'vitest'
import { type Answered, approved, desk, people, test } from './testing.ts'

// Two entries of the register that turn out to be one person, as the department of residents says it.

const DOUBLE = `query ($unit: ID!) { doublePayments(unit: $unit) {
  payouts { code amount programme { code } dossier { person { id } } } } }`

interface Double {
  doublePayments: { payouts: { code: string; programme: { code: string } }[] }[]
}

type Merge = (absorbed: string, survivor: string | null) => Promise<unknown>

const withMerging = test.extend(
  'merge',
  ({ orm, unit }): Merge =>
    (absorbed, survivor) =>
      orm.em
        .fork({ session: contextVariables(contextScope([unit], 'EVENTS'), testContextKey) })
        .transactional((em) => em.execute(`select app.set_alias(?, ?, ?)`, [absorbed, survivor, unit])),
)

const twoIds = () => [crypto.randomUUID(), crypto.randomUUID()] as const

withMerging(
  'who was paid under two ids shows as paid twice as soon as they are one, and no longer when they are two',
  async ({ as, given, unit, merge }) => {
    const [one, other] = twoIds()
    const [programme, unrelated] = [await given.programme({ once: 500 }), await given.programme({ once: 900 })]
    const excluding = await given.programme({ once: 700, excludes: [programme] })
    const at = desk(as, unit)
    await at.pay(await approved(at, programme, { personId: one }))
    await at.pay(await approved(at, excluding, { personId: other }))
    await at.pay(await approved(at, unrelated, { personId: other }))
    const shown = async (standing: Standing = {}) =>
      (await as('WELFARE_OFFICER', standing).run<Double>(DOUBLE, { unit })).doublePayments.map(({ payouts }) =>
        payouts.map((payout) => payout.programme.code),
      )
    expect(await shown()).toEqual([])
    await merge(other, one)
    expect(await shown()).toEqual([[programme.code, excluding.code]])
    // Whose own household it is handles nothing of it.
    expect(await shown({ kin: [one] })).toEqual([])
    const { errors } = await as('CHAIR').ask(DOUBLE, { unit })
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
    await merge(other, null)
    expect(await shown()).toEqual([])
  },
)

withMerging(
  'a programme and those that it excludes are claimed once by both ids, whichever of them is named',
  async ({ as, given, unit, merge }) => {
    const [one, other] = twoIds()
    const programme = await given.programme({ once: 500 })
    const excluding = await given.programme({ once: 700, excludes: [programme] })
    const at = desk(as, unit)
    await merge(other, one)
    const { dossier } = await at.submit(programme, { personId: other })
    const second = { __typename: 'DossierAlreadyOpen', dossierCode: dossier?.code }
    for (const personId of [one, other]) {
      expect(await at.submit(programme, { personId })).toMatchObject(second)
      expect(await at.submit(excluding, { personId })).toMatchObject({ __typename: 'ExcludedByOtherProgramme' })
    }
    await at.refuse(dossier?.id ?? '')
    const answers = await Promise.all([one, other, one, other].map((personId) => at.submit(programme, { personId })))
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      ...['DossierAlreadyOpen', 'DossierAlreadyOpen', 'DossierAlreadyOpen'],
      'SubmitDossierSuccess',
    ])
  },
)

withMerging(
  'what both had open when they were merged goes on once: neither is approved or paid until one is refused',
  async ({ as, given, unit, merge }) => {
    const [one, other] = twoIds()
    const programme = await given.programme({ once: 500 })
    const at = desk(as, unit)
    const waiting = (await at.submit(programme, { personId: one })).dossier
    const ready = await approved(at, programme, { personId: other })
    await merge(other, one)
    const blocked: Partial<Answered> & { dossierCode?: string } = { __typename: 'DossierAlreadyOpen' }
    expect(await at.approve(waiting?.id ?? '', people.first)).toMatchObject(blocked)
    expect(await at.pay(ready)).toMatchObject({ ...blocked, dossierCode: waiting?.code })
    await at.refuse(waiting?.id ?? '')
    expect(await at.pay(ready)).toMatchObject({ __typename: 'ConfirmPayoutSuccess' })
  },
)

withMerging(
  'costs the same statements for six payments of three people as for two of one',
  async ({ as, given, unit, merge }) => {
    const programme = await given.programme({ once: 500 })
    const at = desk(as, unit)
    const paidTwice = async () => {
      const [one, other] = twoIds()
      for (const personId of [one, other]) await at.pay(await approved(at, programme, { personId }))
      await merge(other, one)
    }
    const cost = async () => {
      const { data, statements } = await as('WELFARE_OFFICER').ask(DOUBLE, { unit })
      return [(data as unknown as Double).doublePayments.length, statements] as const
    }
    await paidTwice()
    const [few, statements] = await cost()
    await paidTwice()
    await paidTwice()
    expect([few, await cost()]).toEqual([1, [3, statements]])
  },
)
