import { batched, type Context, DateTime, localDateOf, samePersons } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'
import { Dossier } from '../dossiers/dossier.ts'
import { DossierStatus } from '../dossiers/dossier-status.ts'
import { Payout } from '../payouts/payout.ts'
import { Programme } from '../programmes/programme.ts'
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

  programme!: Programme | undefined
  stage!: ReceivedStage | null
  paidOn!: string | null
}

interface Claims {
  programme: Programme | undefined
  dossiers: Dossier[]
  paidOn: string | null
}

/** By request: what its asked ward has of the person found, in the programme asked about; four statements for any number. */
const claimsOf = batched<ConfirmationRequest, Claims>(async (requests, { em }) => {
  const found = requests.flatMap(({ foundId }) => foundId ?? [])
  const same = await samePersons(found, em)
  const programmes = await em.find(Programme, {
    unitCode: { $in: [...new Set(requests.map(({ askedUnit }) => askedUnit))] },
    code: { $in: [...new Set(requests.map(({ programmeCode }) => programmeCode))] },
  })
  const dossiers = await em.find(
    Dossier,
    {
      beneficiaryId: { $in: [...same.keys()] },
      programme: { $in: programmes },
      status: { $ne: DossierStatus.REFUSED },
    },
    { orderBy: { submittedAt: 'asc', id: 'asc' } },
  )
  const payouts = await em.find(
    Payout,
    { dossier: { $in: dossiers.map(({ id }) => id) } },
    { orderBy: { paidAt: 'asc' } },
  )
  return ({ foundId, askedUnit, programmeCode }) => {
    const person = foundId && (same.get(foundId) ?? foundId)
    const programme = programmes.find(({ unitCode, code }) => unitCode === askedUnit && code === programmeCode)
    const theirs = dossiers.filter(
      (dossier) =>
        person === (same.get(dossier.beneficiaryId) ?? dossier.beneficiaryId) && dossier.programme.id === programme?.id,
    )
    const paid = payouts.find(({ dossier }) => theirs.some(({ id }) => id === dossier.id))
    return { programme, dossiers: theirs, paidOn: paid ? localDateOf(paid.paidAt) : null }
  }
})

/** Null for the asking ward, and until the register has been searched. */
export async function searchOf(request: ConfirmationRequest, context: Context): Promise<RegisterSearch | null> {
  const { searchedAt, foundAt, searchedByName, foundId, askedUnit } = request
  if (!searchedAt || !foundAt || !context.viewer.units.includes(askedUnit)) return null
  const { programme, dossiers, paidOn } = await claimsOf(request, context)
  const says = booksSay({ hasPerson: Boolean(foundId), hasProgramme: Boolean(programme), claims: dossiers })
  return Object.assign(new RegisterSearch(), {
    searchedAt,
    searchedByName: searchedByName ?? '',
    person: foundId ? new Person(foundId) : null,
    claims: dossiers,
    says,
    programme,
    stage: says === ConfirmationAnswer.RECEIVED ? (paidOn ? ReceivedStage.PAID : ReceivedStage.CLAIMED) : null,
    paidOn,
  })
}
