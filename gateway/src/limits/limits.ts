import { RequestRefused } from '../errors.ts'

/**
 * What one document may ask for. The portals' largest page (fifty people with every department's part) and an analyst in
 * GraphiQL stay below half of each; a hostile document is refused before anything plans it.
 */
export const limits = {
  bodyBytes: 256 * 1024,
  tokens: 2_000,
  depth: 12,
  /** GraphiQL's own introspection query is fifteen deep. */
  introspectionDepth: 20,
  aliases: 15,
  directives: 20,
  rootFields: 10,
  /** Selected fields after every fragment has been spread: what the planner must walk. */
  fields: 1_000,
  /** Objects that the answer may hold by estimate: pages by their `first`, other lists by `listSize`. */
  cost: 10_000,
  pageSize: 100,
  defaultPageSize: 20,
  listSize: 10,
} as const

export type Limited = Exclude<keyof typeof limits, 'defaultPageSize' | 'listSize'>

const wording: Record<Limited, string> = {
  bodyBytes: 'dung lượng yêu cầu (byte)',
  tokens: 'số từ tố của tài liệu',
  depth: 'độ sâu',
  introspectionDepth: 'độ sâu khi đọc lược đồ',
  aliases: 'số bí danh',
  directives: 'số chỉ thị',
  rootFields: 'số trường gốc',
  fields: 'số trường sau khi trải các mảnh',
  cost: 'chi phí ước tính',
  pageSize: 'số dòng một trang (`first`)',
}

export function limitExceeded(limit: Limited): RequestRefused {
  return new RequestRefused(
    limit === 'bodyBytes' ? 413 : 400,
    'LIMIT_EXCEEDED',
    `Yêu cầu vượt giới hạn về ${wording[limit]}: tối đa ${limits[limit]}.`,
    { limit, max: limits[limit] },
  )
}
