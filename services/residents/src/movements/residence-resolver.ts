import { Authorized, FieldResolver, Resolver, Root } from 'type-graphql'
import { may } from '../access.ts'
import { Residence } from './residence.ts'

@Resolver(() => Residence)
export class ResidenceResolver {
  @Authorized(may.readPersons)
  @FieldResolver(() => String, { description: 'Địa chỉ của hộ nơi cư trú.' })
  async address(@Root() residence: Residence): Promise<string> {
    return (await residence.household.loadOrFail()).address
  }
}
