import type { Ref } from '@mikro-orm/core'
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Person } from '../people/person.ts'
import type { Finding, Part, ScoredPart } from './duplicate-rules.ts'

const ScoredPartEnum = {
  NAME: 'NAME',
  RARITY: 'RARITY',
  BIRTH: 'BIRTH',
  SEX: 'SEX',
  PHONE: 'PHONE',
  PAPERS: 'PAPERS',
  HOUSEHOLD: 'HOUSEHOLD',
  SIBLINGS: 'SIBLINGS',
} as const satisfies { [Name in ScoredPart]: Name }
registerEnumType(ScoredPartEnum, {
  name: 'ScoredPart',
  description:
    'RARITY: tên hiếm hay phổ biến trong đơn vị. SIBLINGS: dấu hiệu anh chị em, sinh đôi chứ không phải một người.',
})

const FindingEnum = {
  SAME: 'SAME',
  MARKS_LOST: 'MARKS_LOST',
  OTHER_ORDER: 'OTHER_ORDER',
  WORD_MISSING: 'WORD_MISSING',
  TYPO: 'TYPO',
  OTHER_MARKS: 'OTHER_MARKS',
  SIMILAR_WORD: 'SIMILAR_WORD',
  OTHER_MIDDLE: 'OTHER_MIDDLE',
  DIFFERENT: 'DIFFERENT',
  RARE: 'RARE',
  COMMON: 'COMMON',
  DAY_MONTH_SWAPPED: 'DAY_MONTH_SWAPPED',
  ONE_SLIP: 'ONE_SLIP',
  YEAR_ONLY: 'YEAR_ONLY',
  NEAR_YEAR: 'NEAR_YEAR',
  SAME_YEAR: 'SAME_YEAR',
  OTHER_KIND: 'OTHER_KIND',
  SAME_ADDRESS: 'SAME_ADDRESS',
  SAME_GROUP: 'SAME_GROUP',
  LIKELY: 'LIKELY',
  UNKNOWN: 'UNKNOWN',
} as const satisfies { [Name in Finding]: Name }
registerEnumType(FindingEnum, {
  name: 'ScoreFinding',
  description:
    'SAME: trùng. MARKS_LOST: chỉ khác vì thiếu dấu. TYPO, ONE_SLIP: sai một chữ, một số. YEAR_ONLY: chỉ biết năm, cùng năm. OTHER_KIND: khác loại giấy tờ nên không so được số. UNKNOWN: một bên chưa có.',
})

@ObjectType({ description: 'Một lý do để nghĩ là một người, hoặc là hai người, với số điểm của nó.' })
export class ScorePart implements Part {
  @Field(() => ScoredPartEnum)
  part!: ScoredPart

  @Field(() => FindingEnum)
  found!: Finding

  @Field(() => Int)
  points!: number
}

export enum DuplicateState {
  OPEN = 'OPEN',
  MERGED = 'MERGED',
  NOT_DUPLICATE = 'NOT_DUPLICATE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(DuplicateState, {
  name: 'DuplicateState',
  description:
    'OPEN: chờ xem. MERGED: đã gộp. NOT_DUPLICATE: đã xác định là hai người. WITHDRAWN: sổ đã thay đổi, không còn giống nhau.',
})

/** Two entries that may be one person, once whichever way round, and what became of it. */
@ObjectType({ description: 'Hai lần ghi có thể là một người.' })
@Entity(rows.ofDuplicates)
@Unique({ name: 'duplicate_pair_once', properties: ['one', 'other'] })
@Index({ properties: ['unitCode', 'state', 'score', 'id'] })
@Check({ name: 'duplicate_pair_in_order', expression: 'one_id < other_id' })
export class DuplicatePair extends UnitRow {
  @ManyToOne(() => Person, { ref: true })
  one!: Ref<Person>

  @ManyToOne(() => Person, { ref: true, index: true })
  other!: Ref<Person>

  @Field(() => Int, { description: 'Càng cao càng chắc là một người; từ 48 thì vào danh sách, từ 80 là gần như chắc.' })
  @Property({ type: 'integer' })
  score!: number

  @Field(() => [ScorePart], { description: 'Điểm theo từng điều so, điều nặng nhất trước.' })
  @Property({ type: 'json' })
  parts!: Part[]

  @Field(() => DuplicateState)
  @Enum({ items: () => DuplicateState, type: 'text' })
  state!: DuplicateState

  /** When it was last found: a search of the whole unit withdraws what it does not find again. */
  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  foundAt!: Date

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  decidedAt?: Date | null

  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  byName?: string | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  byPost?: string | null

  @Field(() => String, { nullable: true, description: 'Vì sao không phải một người.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null
}

/** One search of a whole unit. */
@ObjectType({ description: 'Một lần rà toàn bộ phường/xã.' })
@Entity(rows.ofDuplicates)
export class DuplicateScan extends UnitRow {
  @Field(() => DateTime)
  @Property({ type: 'datetime', index: true })
  startedAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Trống khi đang rà, hoặc khi lần rà bị lỗi.' })
  @Property({ type: 'datetime', nullable: true })
  finishedAt?: Date | null

  @Field(() => Int)
  @Property({ type: 'integer' })
  people!: number

  @Field(() => Int, { description: 'Số cặp phải so từng điều.' })
  @Property({ type: 'integer' })
  compared!: number

  @Field(() => Int, { description: 'Số cặp giống nhau tìm được.' })
  @Property({ type: 'integer' })
  found!: number

  /** What looks; how far it has come is seen by whoever sees duplicates of the unit. */
  @Property({ type: 'uuid', nullable: true })
  job?: string | null

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string
}

@ObjectType({ description: 'Việc rà đã đến bước nào.' })
export class ScanProgress {
  @Field(() => Boolean)
  isRunning!: boolean

  @Field(() => Boolean, { description: 'Việc bị lỗi; danh sách còn như trước khi rà.' })
  hasFailed!: boolean

  @Field(() => Int)
  done!: number

  @Field(() => Int, { nullable: true })
  total!: number | null
}
