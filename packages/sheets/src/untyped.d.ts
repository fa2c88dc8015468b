// What we use of two libraries that come without types.

declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    fileName: string
    compressedSize: number
    uncompressedSize: number
    isEncrypted(): boolean
  }

  export interface ZipFile {
    entryCount: number
    readEntry(): void
    openReadStream(entry: Entry, done: (error: Error | null, stream: Readable) => void): void
    close(): void
    on(event: 'entry', listener: (entry: Entry) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
  }

  export function fromBuffer(
    bytes: Buffer,
    options: { lazyEntries: true; validateEntrySizes: true; strictFileNames: true },
    done: (error: Error | null, zip: ZipFile) => void,
  ): void
}

declare module 'papaparse' {
  interface ParseResult {
    data: string[][]
    errors: { type: string; code: string; row?: number }[]
    meta: { delimiter: string; truncated: boolean }
  }

  const Papa: {
    parse(text: string, options: { delimiter: string; preview: number }): ParseResult
    unparse(rows: readonly (readonly unknown[])[], options: { delimiter: string; newline: string }): string
  }
  export default Papa
}
