import { Check, Entity, PrimaryKey, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy'
import { DateTime } from '@vungxanh/subgraph'
import { Field, ID, ObjectType } from 'type-graphql'

/**
 * A public key by which this installation believes a ward: its own wards', and those an administrator was handed. Public.
 * The application adds those of its own wards only: an officer who could name a key could answer for every ward.
 */
@ObjectType({ description: 'Khóa công khai để kiểm tra giấy xác nhận của một phường/xã, trong một khoảng thời gian.' })
@Entity()
@Unique({ properties: ['issuerCode', 'keyId'] })
@Check({ name: 'issuer_key_ends_after_start', expression: 'valid_until is null or valid_until > valid_from' })
@Trigger({
  name: 'trusted_by_administrator',
  timing: 'before',
  events: ['insert', 'update'],
  body: `if app.purpose() = 'LOADING' or current_user = (select tableowner from pg_tables where schemaname = tg_table_schema and tablename = tg_table_name)
    or tg_op = 'INSERT' and new.is_here and new.issuer_code = any (app.units())
    then return new;
  end if;
  raise exception 'whom this installation believes is for its administrator to say'`,
})
export class IssuerKey {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string = crypto.randomUUID()

  @Field(() => String)
  @Property({ type: 'text' })
  issuerCode!: string

  @Field(() => String, {
    nullable: true,
    description: 'Trống với phường/xã dùng chung hệ thống: sổ hành chính có tên.',
  })
  @Property({ type: 'text', nullable: true })
  issuerName?: string | null

  @Field(() => String)
  @Property({ type: 'text' })
  keyId!: string

  @Field(() => String, { description: 'Ed25519, thành phần x của JWK.' })
  @Property({ type: 'text' })
  publicKey!: string

  @Field(() => DateTime)
  @Property({ type: 'datetime', length: 3 })
  validFrom!: Date

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'datetime', length: 3, nullable: true })
  validUntil?: Date | null

  /** Its ward answers on this installation, so nothing of it comes on paper. */
  @Field(() => Boolean, { description: 'Phường/xã dùng chung hệ thống này.' })
  @Property({ type: 'boolean' })
  isHere!: boolean

  @Field(() => String, { nullable: true, description: 'Khóa nhận từ đâu, ai đối chiếu; trống với khóa tạo ở đây.' })
  @Property({ type: 'text', nullable: true })
  source?: string | null
}
