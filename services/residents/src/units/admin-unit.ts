import { type Opt, PrimaryKeyProp, type Ref } from '@mikro-orm/core'
import { Entity, Enum, ManyToOne, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy'
import { type LocalDate, LocalDateScalar } from '@vungxanh/subgraph'
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'

export enum AdminLevel {
  PROVINCE = 'PROVINCE',
  DISTRICT = 'DISTRICT',
  COMMUNE = 'COMMUNE',
}
registerEnumType(AdminLevel, {
  name: 'AdminLevel',
  description: 'Cấp hành chính. Cấp huyện (DISTRICT) chỉ tồn tại đến hết 30/6/2025; từ 1/7/2025 còn hai cấp.',
})

/** An administrative unit under one code. Codes are never used again, so a renamed or merged unit is another row. */
@Directive('@key(fields: "code")')
@ObjectType({
  description: 'Đơn vị hành chính: tỉnh/thành phố, quận/huyện, phường/xã/thị trấn, trong thời gian có hiệu lực.',
})
@Entity()
@Trigger({
  name: 'codes_used_once',
  timing: 'before',
  events: ['update'],
  body: `if new.code <> old.code or new.level <> old.level
    then raise exception 'the code % stands for what it stood for', old.code;
  end if;
  if (old.name, old.valid_to) is distinct from (new.name, new.valid_to)
    and exists (select from unit_succession where predecessor_code = old.code)
    then raise exception 'the unit % has ended: its code is not used again', old.code;
  end if;
  return new`,
})
export class AdminUnit {
  [PrimaryKeyProp]?: 'code'

  @Field(() => ID)
  @PrimaryKey({ type: 'text' })
  code!: string

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => AdminLevel)
  @Enum({ items: () => AdminLevel, type: 'text' })
  level!: AdminLevel

  @Field(() => LocalDateScalar, { nullable: true, description: 'Trống khi chưa biết ngày thành lập.' })
  @Property({ type: 'date', nullable: true })
  validFrom?: (LocalDate & Opt) | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Ngày cuối cùng còn hiệu lực; trống khi đang tồn tại.' })
  @Property({ type: 'date', nullable: true })
  validTo?: (LocalDate & Opt) | null

  @ManyToOne(() => AdminUnit, { ref: true, nullable: true, fieldName: 'parent_code' })
  parent?: Ref<AdminUnit> | null
}
