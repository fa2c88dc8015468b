import { parentPort, workerData } from 'node:worker_threads'
import { readSheet } from './read-sheet.ts'
import { SheetRefused } from './sheet.ts'

// The program of one thread: reads one file, says what came of it, ends. The limits are set by whoever starts it.

const bytes = Buffer.from(workerData as Uint8Array)
try {
  parentPort?.postMessage({ sheet: await readSheet(bytes) })
} catch (error) {
  if (!(error instanceof SheetRefused)) throw error
  parentPort?.postMessage({ refusal: error.message })
}
