import { UserError, VND } from '@vungxanh/subgraph'
import { Field, ObjectType } from 'type-graphql'

export interface Balance {
  budget: number
  committed: number
  paid: number
}

/** What may still be approved: neither promised to an approved dossier nor paid. */
export function availableIn({ budget, committed, paid }: Balance): number {
  return budget - committed - paid
}

@ObjectType({ implements: UserError, description: 'Nguồn kinh phí không còn đủ cho khoản này.' })
export class FundExhausted extends UserError {
  readonly code = 'FundExhausted'

  @Field(() => VND, { description: 'Số còn có thể duyệt chi của nguồn.' })
  available: number

  constructor(available: number) {
    super('Nguồn kinh phí không còn đủ cho khoản này. Hãy đề nghị bổ sung kinh phí hoặc chờ khoản khác được hủy.')
    this.available = available
  }
}
