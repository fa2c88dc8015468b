import type { Context } from '@vungxanh/subgraph'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Household } from '../households/household.ts'
import { householdById } from '../households/household-resolver.ts'
import { Person } from '../people/person.ts'
import { personById } from '../people/person-resolver.ts'
import { Residence } from './residence.ts'

@Resolver(() => Residence)
export class ResidenceResolver {
  @FieldResolver(() => String, { description: 'Địa chỉ của hộ nơi cư trú.' })
  async address(@Root() residence: Residence): Promise<string> {
    return (await residence.household.loadOrFail()).address
  }

  @FieldResolver(() => Person, { nullable: true })
  person(@Root() { person }: Residence, @Ctx() context: Context): Promise<Person | null> {
    return personById(person.id, context)
  }

  @FieldResolver(() => Household, { nullable: true, description: 'Hộ nơi cư trú trong khoảng thời gian đó.' })
  household(@Root() { household }: Residence, @Ctx() context: Context): Promise<Household | null> {
    return householdById(household.id, context)
  }
}
