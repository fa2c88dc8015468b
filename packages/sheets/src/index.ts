export { SheetRefused, type SheetText, sheetLimits } from './sheet.ts'
export { type ReadSheet, sheetReader } from './sheet-reader.ts'
export { inertText, type SheetColumn, type SheetTable, writeDelimited, writeWorkbook } from './write-sheet.ts'
