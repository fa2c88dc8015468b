import { askForFile } from '@vungxanh/remote'

/** Asks for a file and lets the browser save it under the name that it comes with. Throws what `askForFile` throws. */
export async function saveFile(path: string, body?: object): Promise<void> {
  const answer = await askForFile(path, body)
  const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name ?? ''
  link.click()
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
