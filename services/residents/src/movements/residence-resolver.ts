import { FieldResolver, Resolver, Root } from 'type-graphql'
import { Residence } from './residence.ts'

@Resolver(() => Residence)
export class ResidenceResolver {
  @FieldResolver(() => String, { description: 'Địa chỉ của hộ nơi cư trú.' })
  async address(@Root() residence: Residence): Promise<string> {
    return (await residence.household.loadOrFail()).address
  }
}
