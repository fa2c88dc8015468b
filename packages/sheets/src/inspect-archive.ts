/// <reference path="./untyped.d.ts" />
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { SheetRefused, sheetLimits } from './sheet.ts'

const { archiveEntries, inflatedBytes, ratio, ratioFloor } = sheetLimits

const broken = () =>
  new SheetRefused('Tệp Excel bị hỏng hoặc thiếu dữ liệu. Hãy mở tệp bằng Excel, lưu lại rồi gửi lại.')
const tooLarge = () =>
  new SheetRefused(
    'Tệp nén phình ra quá lớn khi mở nên bị từ chối. Hãy xóa các sheet, hình và vùng định dạng thừa rồi gửi lại.',
  )

/**
 * Looks through a workbook's archive before anybody parses it: how many entries, how large they say they are and really
 * are, nothing nested, no name that leads out, no XML with entities of its own. Each entry is inflated once and thrown away,
 * chunk by chunk, because the sizes in an archive are only what it claims.
 */
export async function inspectArchive(bytes: Buffer): Promise<void> {
  const zip = await open(bytes)
  if (zip.entryCount > archiveEntries) throw tooLarge()
  const names = new Set<string>()
  let total = 0
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => reject(broken()))
    zip.on('end', resolve)
    zip.on('entry', (entry) => {
      const { fileName, compressedSize, uncompressedSize } = entry
      total += uncompressedSize
      if (entry.isEncrypted()) return reject(new SheetRefused('Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.'))
      if (names.has(fileName)) return reject(broken())
      names.add(fileName)
      if (/vbaProject\.bin$/i.test(fileName))
        return reject(
          new SheetRefused(
            'Tệp có macro (.xlsm). Hãy mở bằng Excel, lưu thành “Sổ làm việc Excel (.xlsx)” rồi gửi lại.',
          ),
        )
      if (isNested(fileName))
        return reject(new SheetRefused('Tệp chứa một tệp nén khác bên trong nên bị từ chối. Hãy lưu lại thành .xlsx.'))
      if (total > inflatedBytes || (uncompressedSize > ratioFloor && uncompressedSize > ratio * compressedSize))
        return reject(tooLarge())
      inspectEntry(zip, entry).then(() => zip.readEntry(), reject)
    })
    zip.readEntry()
  })
  if (!names.has('xl/workbook.xml'))
    throw new SheetRefused('Tệp này không phải bảng tính Excel (.xlsx). Hãy mở bằng Excel và lưu thành .xlsx hoặc CSV.')
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(
      bytes,
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error: Error | null, zip: ZipFile) => (error ? reject(broken()) : resolve(zip)),
    )
  })
}

const isNested = (name: string): boolean => /\.(zip|xlsx|xlsm|docx|7z|rar|gz|jar)$/i.test(name)

/** Its real size, and that a part in XML declares no document type: that is where entities that multiply come from. */
function inspectEntry(zip: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(broken())
      const isXml = /\.(xml|rels|vml)$/i.test(entry.fileName)
      let head = ''
      stream.on('data', (chunk: Buffer) => {
        if (!isXml || head.length > 4_096) return
        head += chunk.toString('latin1', 0, 4_096).replaceAll('\0', '')
        if (/<!(DOCTYPE|ENTITY)/i.test(head)) {
          stream.destroy()
          reject(new SheetRefused('Tệp khai báo thực thể XML, thứ mà Excel không bao giờ ghi, nên bị từ chối.'))
        }
      })
      stream.on('error', () => reject(broken()))
      stream.on('end', resolve)
    })
  })
}
