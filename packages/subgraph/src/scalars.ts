import { BigIntType } from '@mikro-orm/core'
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars'

function wholeDong(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new GraphQLError('VND là số nguyên đồng, từ −(2^53−1) đến 2^53−1.', { extensions: { code: 'BAD_USER_INPUT' } })
}

export const VND = new GraphQLScalarType({
  name: 'VND',
  description: 'Số tiền tính bằng đồng, số nguyên (JSON integer đến 2^53−1).',
  serialize: wholeDong,
  parseValue: wholeDong,
  parseLiteral: (node) => wholeDong(node.kind === Kind.INT ? Number(node.value) : undefined),
})

export const DateTime: GraphQLScalarType = GraphQLDateTime
export const LocalDate: GraphQLScalarType = GraphQLLocalDate

/** Column type of money: `bigint` in PostgreSQL, a safe integer in the program. */
export const vndColumn: BigIntType<'number'> = new BigIntType('number')
