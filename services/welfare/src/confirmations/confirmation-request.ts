import { Collection, type Opt, type Ref } from '@mikro-orm/core'
import { Check, Entity, Index, ManyToOne, OneToMany, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { type Context, DateTime, placeOf, UnitRow, type Vault } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { Dossier } from '../dossiers/dossier.ts'
import { Confirmation } from './confirmation.ts'
import { secretOf } from './confirmation-token.ts'

export enum ConfirmationState {
  IDENTIFYING = 'IDENTIFYING',
  NO_NUMBER = 'NO_NUMBER',
  WAITING = 'WAITING',
  ANSWERED = 'ANSWERED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(ConfirmationState, {
  name: 'ConfirmationState',
  description:
    'IDENTIFYING: sổ nhân khẩu đang được tra. NO_NUMBER: người này chưa có số giấy tờ trong sổ, nơi kia không tra được. WAITING: chờ nơi kia trả lời. ANSWERED: đã có giấy xác nhận. EXPIRED: quá hạn mà chưa có.',
})

/**
 * One ward asks another whether one person has had one programme there. The row is the asking ward's and the asked one's
 * alone: `unitCode` asks, `askedUnit` answers. It carries no name; the number of the person only as keyed hashes.
 */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Một đề nghị xác nhận giữa hai phường/xã: một người, một chương trình.' })
@Entity(rows.ofConfirmationRequests)
@Index({ properties: ['askedUnit', 'askedAt', 'id'] })
@Index({ properties: ['unitCode', 'askedAt', 'id'] })
@Index({ properties: ['beneficiaryId'] })
@Check({ name: 'confirmation_request_of_another', expression: 'asked_unit <> unit_code' })
@Check({
  name: 'confirmation_request_has_dossier',
  expression:
    'num_nulls(dossier_id, beneficiary_id, asked_by_id) in (0, 3) and (dossier_id is null) = (received_at is not null)',
})
@Trigger({
  name: 'question_kept',
  timing: 'before',
  events: ['update'],
  body: `if row(old.unit_code, old.asked_unit, old.programme_code, old.dossier_id, old.beneficiary_id, old.asked_at, old.expires_at)
    is distinct from row(new.unit_code, new.asked_unit, new.programme_code, new.dossier_id, new.beneficiary_id, new.asked_at, new.expires_at)
    or old.identified_at is not null and row(old.digests, old.indexes) is distinct from row(new.digests, new.indexes)
    then raise exception 'what was asked is kept as it was';
  end if;
  return new`,
})
export class ConfirmationRequest extends UnitRow {
  @Property({ type: 'text' })
  askedUnit!: string

  @Field(() => String)
  @Property({ type: 'text' })
  programmeCode!: string

  @Field(() => String)
  @Property({ type: 'text' })
  programmeName!: string

  /** Of the asking ward; none when the question came on paper from a ward that is not on this installation. */
  @ManyToOne(() => Dossier, { ref: true, nullable: true, index: true, deleteRule: 'no action' })
  dossier?: Ref<Dossier> | null

  @Property({ type: 'uuid', nullable: true })
  beneficiaryId?: string | null

  /** Whom the audit names: the asking ward's person or, when the question came on paper, the asked one's. */
  get aboutId(): string | undefined {
    return this.beneficiaryId ?? this.foundId ?? undefined
  }

  /**
   * The question as the asking ward signed it. It carries the secret under which numbers are compared: lying open beside the
   * digests it would give the numbers to whoever has a copy of the database and tries them all.
   */
  @Property({ type: 'blob' })
  questionSealed!: Buffer

  /** Of each number that the asking ward's register has for the person; null until the register has told. */
  @Property({ type: 'text[]', nullable: true })
  digests?: string[] | null

  /** By which the register of a ward on this installation finds the person: keyed hashes of the same numbers. */
  @Property({ type: 'text[]', nullable: true })
  indexes?: string[] | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  identifiedAt?: Date | null

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  askedAt!: Date

  @Property({ type: 'uuid', nullable: true })
  askedById?: string | null

  @Field(() => String, { nullable: true, description: 'Người hỏi; trống khi giấy từ nơi khác chuyển đến.' })
  @Property({ type: 'text', nullable: true })
  askedByName?: string | null

  @Field(() => DateTime, { description: 'Sau lúc này thì phải hỏi lại.' })
  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date

  @Field(() => DateTime, { nullable: true, description: 'Lúc nhận giấy đề nghị từ nơi dùng hệ thống khác.' })
  @Property({ type: 'datetime', length: 3, nullable: true })
  receivedAt?: Date | null

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  receivedByName?: string | null

  /** Whom the asked ward's register has under the numbers; when it was searched and null, nobody, or several if there are digests. */
  @Property({ type: 'uuid', nullable: true })
  foundId?: (string & Opt) | null

  @Property({ type: 'text[]', nullable: true })
  foundDigests?: string[] | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  searchedAt?: Date | null

  @Property({ type: 'text', nullable: true })
  searchedByName?: string | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  foundAt?: Date | null

  /** One, or none. */
  @OneToMany(
    () => Confirmation,
    (confirmation) => confirmation.request,
  )
  confirmations = new Collection<Confirmation>(this)
}

export const questionColumn = { table: 'confirmation_request', column: 'question_sealed' }

export const sealQuestion = (id: string, token: string, vault: Vault): Buffer =>
  vault.seal(token, placeOf(questionColumn, id))

export const openQuestion = (
  { id, questionSealed }: ConfirmationRequest,
  { vault, em }: Pick<Context, 'vault' | 'em'>,
): Promise<string> => vault.open(questionSealed, placeOf(questionColumn, id), em)

/** Goes with the question and not with the answer. */
export const secretOfQuestion = async (
  request: ConfirmationRequest,
  context: Pick<Context, 'vault' | 'em'>,
): Promise<string> => secretOf(await openQuestion(request, context))
