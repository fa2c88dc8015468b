import { askForFile } from '@vungxanh/remote'

/** Asks for a file and lets the browser save it under a name. Throws what `askForFile` throws. */
export async function saveFile(path: string, name: string, body?: object): Promise<void> {
  const address = URL.createObjectURL(await askForFile(path, body))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
