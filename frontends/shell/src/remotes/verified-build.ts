import { admitFiles } from './script-guard.ts'

/** What the publisher signed of a build: every file with the hash of its content. */
interface SignedManifest {
  remote: string
  version: string
  files: Record<string, string>
}

type Read = (address: string) => Promise<Response>

const readFresh: Read = (address) => fetch(address, { cache: 'no-cache' })

async function textAt(address: string, read: Read): Promise<string> {
  const response = await read(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.text()
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

function isManifest(value: unknown): value is SignedManifest {
  if (typeof value !== 'object' || value === null) return false
  const { remote, version, files }: Partial<SignedManifest> = value
  return (
    typeof remote === 'string' &&
    typeof version === 'string' &&
    typeof files === 'object' &&
    Object.values(files ?? {}).every((hash) => typeof hash === 'string' && hash.startsWith('sha384-'))
  )
}

/**
 * The signed manifest of a published build, or an error. The publisher's key comes from the gateway's own environment, not
 * from the folder in which builds are put.
 */
export async function verifiedManifest(name: string, version: string, read: Read = readFresh): Promise<SignedManifest> {
  const address = `/remotes/${name}/${version}/manifest.jws`
  const [jws, key] = await Promise.all([textAt(address, read), textAt('/publisher-key.json', read)])
  const [head = '', payload = '', signature = '', ...rest] = jws.trim().split('.')
  const parsed = (part: string): unknown => JSON.parse(new TextDecoder().decode(bytesOf(part)))
  const { alg } = parsed(head) as { alg?: unknown }
  if (alg !== 'ES256' || rest.length > 0) throw new Error(`${address} is not signed as it should be`)
  // Browsers keep WebCrypto from pages under a plain address. Whoever can change what travels there can change this very
  // page as well; what is left is that the gateway has verified the same signature before it sent the file.
  if (crypto.subtle !== undefined) {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
    const publisher = await crypto.subtle.importKey('jwk', JSON.parse(key), algorithm, false, ['verify'])
    const signed = new TextEncoder().encode(`${head}.${payload}`)
    const isGenuine = await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      publisher,
      bytesOf(signature),
      signed,
    )
    if (!isGenuine) throw new Error(`${address} is not signed by the publisher`)
  }
  const manifest = parsed(payload)
  if (!isManifest(manifest) || manifest.remote !== name || manifest.version !== version) {
    throw new Error(`${address} is the manifest of something else`)
  }
  return manifest
}

/** Lets the files of a published build run, and says where its entry is. */
export async function admitBuild(name: string, version: string): Promise<string> {
  const { files } = await verifiedManifest(name, version)
  const base = `/remotes/${name}/${version}/`
  admitFiles(base, files)
  return `${base}remoteEntry.js`
}
