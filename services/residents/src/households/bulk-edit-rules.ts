/**
 * An address with a house number or a street under its new name: whole words only, so that “Số 1” is not the beginning of
 * “Số 12” or of “Số 1/2”. Undefined where the old name does not stand.
 */
export function renamedAddress(address: string, from: string, to: string): string | undefined {
  const words = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+')
  const old = new RegExp(`(?<![\\p{L}\\p{N}/])${words}(?![\\p{L}\\p{N}/])`, 'giu')
  const renamed = address.normalize('NFC').replace(old, () => to)
  return renamed === address.normalize('NFC') ? undefined : renamed
}
