import { createHash } from 'node:crypto'
import { type ReadSheet, SheetRefused } from '@vungxanh/sheets'
import {
  badUserInput,
  type Context,
  type FileDoor,
  fileOf,
  isUuid,
  notFound,
  refuseText,
  requireInScope,
} from '@vungxanh/subgraph'
import { tidyText } from '../people/search-key.ts'
import { storedRows, storeRows } from './check-batch.ts'
import { ImportBatch } from './import-batch.ts'
import { findHeader, type ImportField, proposeMapping } from './import-fields.ts'
import { openCells } from './sealed-rows.ts'

const verdictWords: Record<string, string> = {
  NEW: 'Mới',
  UPDATE: 'Cập nhật',
  DUPLICATE: 'Trùng',
  WRONG: 'Sai',
  UNCHANGED: 'Không đổi',
}

/** `POST /files/imports?unit=&sender=&name=` takes a list and keeps it, judged, for somebody to look at. Nothing enters the register by it. */
export function importDoor(readSheet: ReadSheet): FileDoor {
  return {
    method: 'POST',
    path: 'imports',
    as: 'Mutation.mapImport',
    handle: async ({ query, body }, context) => {
      const { unit = '', name = '', sender: from = '' } = query
      requireInScope(unit, context)
      const sender = tidyText(from)
      const fileName = tidyText(name) || 'Dán từ bảng tính'
      const refusal =
        refuseText('sender', 'Nơi gửi', sender, 100) ??
        refuseText('name', 'Tên tệp', fileName, 200) ??
        (sender === '' ? badUserInput('Hãy ghi nơi gửi danh sách.') : undefined)
      if (refusal) throw badUserInput(refusal.message)
      // Read before any transaction is open: it may take its twenty seconds.
      const sheet = await readSheet(body).catch((error: unknown) => {
        if (error instanceof SheetRefused) throw badUserInput(error.message)
        throw error
      })
      const { row: headerRow, headers } = findHeader(sheet.rows)
      const data = sheet.rows
        .map((cells, index) => ({ line: index + 1, cells }))
        .slice(headerRow + 1)
        .filter(({ cells }) => isOfSomebody(cells))
      if (data.length === 0)
        throw badUserInput('Không thấy dòng nào dưới dòng tiêu đề cột. Hãy kiểm tra lại danh sách.')
      let id = ''
      const answer = await context.unitOfWork.write('File.imports', {}, async () => {
        const { em, viewer, now } = context
        const batch = em.create(ImportBatch, {
          unitCode: unit,
          fileName,
          fileHash: createHash('sha256').update(body).digest('hex'),
          sender,
          headerLine: headerRow + 1,
          headers,
          mapping: await remembered(unit, sender, headers, context),
          accountId: viewer.accountId,
          byName: viewer.name,
          receivedAt: now,
        })
        id = batch.id
        await em.flush()
        await storeRows(batch, data, context)
        return {}
      })
      return 'code' in answer ? answer : { json: { id, rows: data.length } }
    },
  }
}

/** Blank lines, a line that numbers the columns, a line that only names a group, the signatures below: about nobody. */
function isOfSomebody(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  const isNumbering = filled.length > 2 && filled.every((cell) => /^[([]?\d{1,2}[)\]]?$/.test(cell))
  return new Set(filled).size >= 2 && !isNumbering
}

/** How the last list of the same sender was mapped, column by column; what it did not have is proposed by its header. */
async function remembered(
  unitCode: string,
  sender: string,
  headers: readonly string[],
  { em }: Context,
): Promise<ImportField[]> {
  const last = await em.findOne(ImportBatch, { unitCode, sender }, { orderBy: { receivedAt: 'desc' } })
  const known = new Map(last?.headers.map((header, column) => [header, last.mapping[column]]))
  return proposeMapping(headers).map((proposed, column) => known.get(headers[column] ?? '') ?? proposed)
}

/** `GET /files/imports/<id>/result`: the list as it was sent, with what came of each row, to be corrected and sent again. */
export const importResultDoor: FileDoor = {
  method: 'GET',
  path: 'imports/:id/result',
  as: 'Mutation.mapImport',
  handle: async ({ params, query }, context) => {
    await context.unitOfWork.read()
    const batch = isUuid(params.id) ? await context.em.findOne(ImportBatch, { id: params.id }) : null
    if (!batch) throw notFound('Không tìm thấy danh sách này trong phạm vi công tác của bạn.')
    const rows: string[][] = []
    for (const { id, cells_sealed, verdict, reasons, warnings } of await storedRows(batch, context)) {
      const cells = await openCells(id, cells_sealed, context)
      rows.push([
        ...batch.headers.map((_, column) => cells[column] ?? ''),
        verdictWords[verdict] ?? '',
        [...reasons, ...warnings].join(' '),
      ])
    }
    context.trail.entered('File.imports', { id: batch.id }, `${rows.length} dòng`)
    const columns = [...batch.headers, 'Kết quả', 'Lỗi'].map((header) => ({ header }))
    const format = query.format === 'csv' ? 'csv' : 'xlsx'
    return fileOf('ket-qua-nhap', { title: 'Kết quả nhập', columns, rows, conditions: [] }, { format, delimiter: ';' })
  },
}
