import { Worker } from 'node:worker_threads'
import { SheetRefused, type SheetText } from './sheet.ts'

const PATIENCE_MS = 20_000
const MEMORY_MB = 256
/** Files that are read at once; the next ones wait, so that memory has a bound whatever comes in. */
const AT_ONCE = 2

type Answer = { sheet: SheetText } | { refusal: string }

/** Reads one file that somebody sent. @throws SheetRefused */
export type ReadSheet = (bytes: Uint8Array) => Promise<SheetText>

/**
 * Reads each file in a thread of its own that may use so much memory and so much time and is then ended, so that a file that
 * no check foresaw costs its sender an answer and nobody else anything.
 * @param program the worker's file: a bundle and the sources have it in different places.
 */
export function sheetReader(program: URL, { patienceMs = PATIENCE_MS, memoryMb = MEMORY_MB } = {}): ReadSheet {
  let running = 0
  const waiting: (() => void)[] = []
  return async (bytes) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      return await readInThread(program, bytes, { patienceMs, memoryMb })
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}

function readInThread(
  program: URL,
  bytes: Uint8Array,
  { patienceMs, memoryMb }: { patienceMs: number; memoryMb: number },
): Promise<SheetText> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const refuse = (reason: string) => reject(new SheetRefused(reason))
    const timer = setTimeout(() => {
      refuse('Đọc tệp mất quá lâu nên bị dừng. Hãy bỏ các sheet và định dạng thừa, hoặc chia nhỏ danh sách.')
      void worker.terminate()
    }, patienceMs)
    worker.once('message', (answer: Answer) => {
      if ('sheet' in answer) resolve(answer.sheet)
      else refuse(answer.refusal)
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        refuse('Tệp quá phức tạp để đọc an toàn. Hãy lưu riêng danh sách sang một tệp mới rồi gửi lại.')
      else refuse('Không đọc được tệp này. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.')
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      refuse('Không đọc được tệp này. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.')
    })
  })
}
