import type { Ref } from '@mikro-orm/core'
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy'
import { UnitRow } from '@vungxanh/subgraph'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { rows } from '../access.ts'
import { ResidentialGroup } from '../groups/residential-group.ts'

export enum EstablishmentKind {
  MARKET = 'MARKET',
  BOARDING_HOUSE = 'BOARDING_HOUSE',
  BUSINESS = 'BUSINESS',
  FACTORY = 'FACTORY',
  CHILDCARE_GROUP = 'CHILDCARE_GROUP',
  OFFICE = 'OFFICE',
}
registerEnumType(EstablishmentKind, {
  name: 'EstablishmentKind',
  description:
    'MARKET: chợ. BOARDING_HOUSE: khu nhà trọ. BUSINESS: hộ, cơ sở kinh doanh. FACTORY: cơ sở sản xuất. CHILDCARE_GROUP: nhóm trẻ, lớp mẫu giáo độc lập. OFFICE: cơ quan.',
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Cơ sở trên địa bàn: có thể được kiểm tra, xét nghiệm và hỗ trợ.' })
@Entity(rows.ofPlaces)
@Index({ properties: ['unitCode', 'kind', 'name', 'id'] })
export class Establishment extends UnitRow {
  @Field(() => String)
  @Property({ type: 'text' })
  name!: string

  @Field(() => EstablishmentKind)
  @Enum({ items: () => EstablishmentKind, type: 'text' })
  kind!: EstablishmentKind

  @Field(() => String)
  @Property({ type: 'text' })
  address!: string

  @ManyToOne(() => ResidentialGroup, { ref: true })
  residentialGroup!: Ref<ResidentialGroup>
}
