import { batched, type Context, DateTime, localDateOf, samePersons } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { Dossier } from '../dossiers/dossier.ts'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import { Payout } from '../payouts/payout.ts'
import { Person } from '../references.ts'
import { ConfirmationAnswer, ReceivedStage } from './confirmation.ts'
import type { ConfirmationRequest } from './confirmation-request.ts'
import { booksSay } from './confirmation-rules.ts'

@ObjectType({ description: 'Sổ sách của chính nơi được hỏi nói gì; nơi hỏi không thấy.' })
export class RegisterSearch {
  @Field(() => DateTime)
  searchedAt!: Date

  @Field(() => String)
  searchedByName!: string

  @Field(() => Person, {
    nullable: true,
    description: 'Người có cùng số giấy tờ trong sổ; trống khi không có ai, hoặc có hơn một người.',
  })
  person!: Person | null

  @Field(() => [Dossier], { description: 'Hồ sơ chưa bị từ chối của người đó ở chính chương trình này.' })
  claims!: Dossier[]

  @Field(() => ConfirmationAnswer, { description: 'Câu trả lời theo sổ sách.' })
  says!: ConfirmationAnswer

  stage!: ReceivedStage | null
  paidOn!: string | null
}

interface Claims {
  dossiers: Dossier[]
  paidOn: string | null
}

/** By request: what its asked ward has of the person found, in the programme asked about; three statements for any number. */
const claimsOf = batched<ConfirmationRequest, Claims>(async (requests, { em }) => {
  const found = requests.flatMap(({ foundId }) => foundId ?? [])
  const same = await samePersons(found, em)
  const dossiers = await em.find(
    Dossier,
    {
      beneficiaryId: { $in: [...same.keys()] },
      unitCode: { $in: [...new Set(requests.map(({ askedUnit }) => askedUnit))] },
      programme: { code: { $in: [...new Set(requests.map(({ programmeCode }) => programmeCode))] } },
      status: { $ne: DossierStatus.REFUSED },
    },
    { populate: ['programme'], orderBy: { submittedAt: 'asc', id: 'asc' } },
  )
  const payouts = await em.find(
    Payout,
    { dossier: { $in: dossiers.map(({ id }) => id) } },
    { orderBy: { paidAt: 'asc' } },
  )
  return ({ foundId, askedUnit, programmeCode }) => {
    const person = foundId && (same.get(foundId) ?? foundId)
    const theirs = dossiers.filter(
      ({ beneficiaryId, unitCode, programme }) =>
        person === (same.get(beneficiaryId) ?? beneficiaryId) &&
        unitCode === askedUnit &&
        programme.$.code === programmeCode,
    )
    const paid = payouts.find(({ dossier }) => theirs.some(({ id }) => id === dossier.id))
    return { dossiers: theirs, paidOn: paid ? localDateOf(paid.paidAt) : null }
  }
})

/** Null for the asking ward, and until the register has been searched. */
export async function searchOf(request: ConfirmationRequest, context: Context): Promise<RegisterSearch | null> {
  const { searchedAt, foundAt, searchedByName, foundId, askedUnit } = request
  if (!searchedAt || !foundAt || !context.viewer.units.includes(askedUnit)) return null
  const { dossiers, paidOn } = await claimsOf(request, context)
  const says = booksSay(Boolean(foundId), dossiers)
  return Object.assign(new RegisterSearch(), {
    searchedAt,
    searchedByName: searchedByName ?? '',
    person: foundId ? new Person(foundId) : null,
    claims: dossiers,
    says,
    stage: says === ConfirmationAnswer.RECEIVED ? (paidOn ? ReceivedStage.PAID : ReceivedStage.CLAIMED) : null,
    paidOn,
  })
}
