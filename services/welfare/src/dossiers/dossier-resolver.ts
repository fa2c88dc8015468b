import {
  batched,
  type Connection,
  type Context,
  connectionOf,
  isUuid,
  notFound,
  oneBy,
  PageArgs,
  page,
  pagePerParent,
  requireInScope,
  samePersons,
} from '@vungxanh/subgraph'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Payout } from '../payouts/payout.ts'
import { AmountFormula } from '../programmes/amount-formula.ts'
import { BeneficiaryKind, Programme } from '../programmes/programme.ts'
import { Establishment, Household, Person, ResidentialGroup } from '../references.ts'
import { AmountLine } from './amount-line.ts'
import { Decision } from './decision.ts'
import { Dossier } from './dossier.ts'
import { statusesVisibleTo } from './dossier-rules.ts'
import { DossierStatus } from './dossier-status.ts'

export const DossierConnection = connectionOf(Dossier, 'Dossier')

const rowById = oneBy(Dossier, 'id')

export async function dossierById(id: string, context: Context): Promise<Dossier | null> {
  const dossier = await rowById(id, context)
  const visible = statusesVisibleTo(context.viewer.role)
  return dossier && (visible?.includes(dossier.status) ?? true) ? dossier : null
}

const newestFirst = [
  ['submittedAt', 'desc'],
  ['id', 'asc'],
] as const

const dossiersOf = pagePerParent(Dossier, 'beneficiaryId', newestFirst, samePersons)

const payoutOf = batched<string, Payout | null>(async (ids, { em }) => {
  const payouts = await em.find(Payout, { dossier: { $in: [...ids] } })
  const byDossier = new Map(payouts.map((payout) => [payout.dossier.id, payout]))
  return (id) => byDossier.get(id) ?? null
})

@Resolver(() => Dossier)
export class DossierResolver {
  @Query(() => Dossier, { nullable: true, description: 'Cán bộ chi trả chỉ thấy hồ sơ đã duyệt hoặc đã chi.' })
  async dossier(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<Dossier> {
    const dossier = isUuid(id) ? await dossierById(id, context) : null
    if (!dossier) throw notFound('Không tìm thấy hồ sơ này trong phạm vi công tác của bạn.')
    return dossier
  }

  @Query(() => DossierConnection, {
    description: 'Hồ sơ của đơn vị, mới nộp trước. Cán bộ chi trả chỉ thấy hồ sơ đã duyệt hoặc đã chi.',
  })
  dossiers(
    @Arg('unit', () => ID) unit: string,
    @Arg('status', () => DossierStatus, { nullable: true }) status: DossierStatus | null,
    @Arg('programme', () => ID, { nullable: true }) programme: string | null,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Dossier>> {
    requireInScope(unit, context)
    const visible = statusesVisibleTo(context.viewer.role)
    const conditions = [
      { unitCode: unit },
      ...(status ? [{ status }] : []),
      ...(visible ? [{ status: { $in: visible } }] : []),
      ...(programme ? [{ programme: { $in: [programme].filter(isUuid) } }] : []),
    ]
    return page(context, Dossier, { $and: conditions }, newestFirst, pageArgs)
  }

  @FieldResolver(() => Programme)
  programme(@Root() dossier: Dossier): Promise<Programme> {
    return dossier.programme.loadOrFail()
  }

  @FieldResolver(() => AmountFormula, { description: 'Phiên bản cách tính mà số tiền được tính theo.' })
  formula(@Root() dossier: Dossier): Promise<AmountFormula> {
    return dossier.formula.loadOrFail()
  }

  @FieldResolver(() => [AmountLine], {
    nullable: true,
    description: 'Các dòng tính; cộng lại đúng bằng số tiền. Trống khi không được xem.',
  })
  lines(@Root() dossier: Dossier): Promise<AmountLine[]> {
    return dossier.lines.loadItems()
  }

  @FieldResolver(() => [Decision], { description: 'Các lần duyệt, từ chối, theo thời gian.' })
  decisions(@Root() dossier: Dossier): Promise<Decision[]> {
    return dossier.decisions.loadItems()
  }

  @FieldResolver(() => Payout, { nullable: true, description: 'Lần chi; trống khi chưa chi.' })
  payout(@Root() dossier: Dossier, @Ctx() context: Context): Promise<Payout | null> {
    return payoutOf(dossier.id, context)
  }

  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Người hưởng; trống khi là hộ, cơ sở hoặc không được xem.',
  })
  person(@Root() { beneficiaryKind, beneficiaryId }: Dossier): Person | null {
    return beneficiaryKind === BeneficiaryKind.PERSON ? new Person(beneficiaryId) : null
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Hộ hưởng; trống khi là người, cơ sở hoặc không được xem.',
  })
  household(@Root() { beneficiaryKind, beneficiaryId }: Dossier): Household | null {
    return beneficiaryKind === BeneficiaryKind.HOUSEHOLD ? new Household(beneficiaryId) : null
  }

  @FieldResolver(() => Establishment, {
    nullable: true,
    description: 'Cơ sở hưởng; trống khi là người, hộ hoặc không được xem.',
  })
  establishment(@Root() { beneficiaryKind, beneficiaryId }: Dossier): Establishment | null {
    return beneficiaryKind === BeneficiaryKind.ESTABLISHMENT ? new Establishment(beneficiaryId) : null
  }

  @FieldResolver(() => ResidentialGroup, { nullable: true, description: 'Trống khi chưa rõ tổ dân phố.' })
  residentialGroup(@Root() { residentialGroupId }: Dossier): ResidentialGroup | null {
    return residentialGroupId ? new ResidentialGroup(residentialGroupId) : null
  }
}

@Resolver(() => Person)
export class PersonDossiersResolver {
  @FieldResolver(() => DossierConnection, { nullable: true, description: 'Hồ sơ hỗ trợ của người này, mới nộp trước.' })
  dossiers(
    @Root() person: Person,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Dossier>> {
    return dossiersOf(person.id, pageArgs, context)
  }
}

@Resolver(() => Establishment)
export class EstablishmentDossiersResolver {
  @FieldResolver(() => DossierConnection, { nullable: true, description: 'Hồ sơ hỗ trợ của cơ sở này, mới nộp trước.' })
  dossiers(
    @Root() establishment: Establishment,
    @Args(() => PageArgs) pageArgs: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<Dossier>> {
    return dossiersOf(establishment.id, pageArgs, context)
  }
}
