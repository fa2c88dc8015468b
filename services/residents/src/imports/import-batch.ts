import type { Opt, Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { DateTime, UnitRow } from '@vungxanh/subgraph'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'
import { ResidenceKind } from '../movements/residence.ts'
import { ImportField } from './import-fields.ts'

registerEnumType(ImportField, { name: 'ImportField', description: 'Một cột của danh sách là gì. IGNORE: bỏ qua.' })

export enum ImportState {
  READY = 'READY',
  COMMITTED = 'COMMITTED',
  UNDONE = 'UNDONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'READY: đang xem trước. COMMITTED: đã ghi vào sổ. UNDONE: đã hoàn tác. CANCELLED: đã bỏ, chưa ghi gì.',
})

export enum ImportVerdict {
  NEW = 'NEW',
  UPDATE = 'UPDATE',
  DUPLICATE = 'DUPLICATE',
  WRONG = 'WRONG',
  UNCHANGED = 'UNCHANGED',
}
registerEnumType(ImportVerdict, {
  name: 'ImportVerdict',
  description:
    'NEW: người mới. UPDATE: bổ sung hoặc sửa người đang có. DUPLICATE: trùng hoặc có thể trùng, không ghi. WRONG: sai, không ghi. UNCHANGED: đã đúng như trong sổ.',
})

export enum ImportDecision {
  AS_NEW = 'AS_NEW',
  SKIP = 'SKIP',
}
registerEnumType(ImportDecision, {
  name: 'ImportDecision',
  description: 'Cán bộ quyết định một dòng. AS_NEW: là người khác, thêm mới. SKIP: bỏ qua.',
})

/** A list that somebody sent, as one act: previewed, written together, taken back together. */
@ObjectType({ description: 'Một danh sách được nhập: xem trước, ghi một lần, hoàn tác một lần.' })
@Entity(rows.ofImports)
@Index({ properties: ['unitCode', 'receivedAt', 'id'] })
@Index({ properties: ['unitCode', 'sender'] })
export class ImportBatch extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  fileName!: string

  /** Of the bytes: the same file sent twice is recognized, whatever its name. */
  @Property({ type: 'text' })
  fileHash!: string

  @Field(() => String, { description: 'Nơi gửi danh sách; cách ghép cột được nhớ theo nơi gửi.' })
  @Property({ type: 'text' })
  sender!: string

  @Field(() => ImportState)
  @Enum({ items: () => ImportState, type: 'text' })
  state: ImportState & Opt = ImportState.READY

  @Field(() => Int, { description: 'Dòng tiêu đề cột trong tệp, tính từ 1.' })
  @Property({ type: 'integer' })
  headerLine!: number

  @Field(() => [String])
  @Property({ type: 'json' })
  headers!: string[]

  @Field(() => [ImportField])
  @Property({ type: 'json' })
  mapping!: ImportField[]

  /** For whoever's row does not say it. */
  @ManyToOne(() => ResidentialGroup, { ref: true, nullable: true, index: true })
  residentialGroup?: Ref<ResidentialGroup> | null

  @Field(() => ResidenceKind)
  @Enum({ items: () => ResidenceKind, type: 'text' })
  residenceKind: ResidenceKind & Opt = ResidenceKind.PERMANENT

  /** The last job that was asked for: checking anew, writing, taking back. */
  @Property({ type: 'uuid', nullable: true })
  job?: string | null

  @Property({ type: 'uuid' })
  accountId!: string

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string

  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  receivedAt!: Date

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  committedAt?: Date | null

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  undoneAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null
}

@ObjectType({ description: 'Một trường của người trong sổ sẽ đổi.' })
export class ImportChange {
  @Field(() => ImportField)
  field!: ImportField

  @Field(() => String, { nullable: true, description: 'Giá trị đang có; trống khi chưa có.' })
  from!: string | null

  @Field(() => String)
  to!: string
}

@ObjectType({ description: 'Một dòng của danh sách được nhập và việc sẽ làm với dòng đó.' })
@Entity(rows.ofImports)
@Index({ properties: ['batch', 'line'] })
export class ImportRow extends UnitRow {
  @ManyToOne(() => ImportBatch, { ref: true, index: true })
  batch!: Ref<ImportBatch>

  @Field(() => Int, { description: 'Số dòng trong tệp.' })
  @Property({ type: 'integer' })
  line!: number

  /** The cells as they were sent or corrected; whole, because any of them may hold a number. */
  @Property({ type: 'blob' })
  cellsSealed!: Buffer

  @Field(() => ImportVerdict)
  @Enum({ items: () => ImportVerdict, type: 'text' })
  verdict!: ImportVerdict

  @Field(() => [String], { description: 'Vì sao sai hoặc trùng.' })
  @Property({ type: 'json' })
  reasons!: string[]

  @Field(() => [String], { description: 'Điều nên xem lại; dòng vẫn được ghi.' })
  @Property({ type: 'json' })
  warnings!: string[]

  @Field(() => [ImportChange])
  @Property({ type: 'json' })
  changes!: ImportChange[]

  @Field(() => ImportDecision, { nullable: true })
  @Enum({ items: () => ImportDecision, type: 'text', nullable: true })
  decision?: ImportDecision | null

  /** Whom the row is about: somebody in the book, or whoever it added. */
  @Property({ type: 'uuid', nullable: true, index: true })
  personId?: string | null

  /** What it calls a group that the register did not have when the row was judged; its reasons say so in words. */
  @Property({ type: 'text', nullable: true })
  missingGroup?: string | null

  /** What an update found and what it wrote, for taking it back. */
  @Property({ type: 'blob', nullable: true })
  replacedSealed?: Buffer | null
}
