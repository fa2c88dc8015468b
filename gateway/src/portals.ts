import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JWK } from 'jose'
import { z } from 'zod'
import { integrityOf, manifestFile, type SignedBuilds, type SignedManifest } from './signed-builds.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jws': 'application/jose',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

const compressible = /^(text\/|application\/(json|manifest|wasm)|image\/svg|font\/ttf)/
const forever = 'public, max-age=31536000, immutable'

interface KeptFile {
  version: string
  etag: string
  integrity: string
  raw: Buffer
  br?: Buffer
  gzip?: Buffer
}

const compressors = {
  br: (raw: Buffer) => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (raw: Buffer) => promisify(gzip)(raw, { level: 7 }),
}

/** What a build says of itself before any of its code runs: its pages, its place in the navigation, its panels. */
const wordsFile = 'remote.json'

const registrySchema = z.looseObject({
  remotes: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
})

export interface PortalRoutesOptions {
  folder: string
  builds: SignedBuilds
  publisherKey: JWK
}

/**
 * The portals' files: the shell at every path that nothing else answers, remotes under their content-addressed folders.
 * Read when asked for, so that a published remote is there at once; kept compressed in memory while unchanged. Only files
 * that the publisher signed, with the content that was signed.
 */
export async function portalRoutes(app: FastifyInstance, options: PortalRoutesOptions): Promise<void> {
  const { folder, builds, publisherKey } = options
  const kept = new Map<string, Promise<KeptFile>>()
  const root = normalize(folder)

  /** The registry says which version is shown; what a remote says of itself comes from the build that was signed. */
  app.get('/remotes.json', async (_request, reply) => {
    const file = await fileAt('remotes.json')
    if (!file) return notFound(reply)
    const registry = registrySchema.parse(JSON.parse(file.raw.toString()))
    const remotes = await Promise.all(
      Object.entries(registry.remotes).map(async ([name, entry]) => {
        const manifest = await signedWords(name, entry.version)
        return [name, { ...entry, ...(manifest !== undefined && { manifest }), isSigned: manifest !== undefined }]
      }),
    )
    return reply.header('cache-control', 'no-store').send({ ...registry, remotes: Object.fromEntries(remotes) })
  })

  // Not a file of the portals' folder: whoever can write there must not be able to say whose signature counts.
  app.get('/publisher-key.json', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(publisherKey),
  )

  app.get('/remotes/*', async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const path = normalize(request.params['*'])
    const [name = '', version = ''] = path.split(sep)
    const place = join('remotes', name, version)
    const manifest = await builds.manifestIn(place, name, version)
    return sendSigned(request, reply, { place, path: relative(join(name, version), path), caching: forever, manifest })
  })

  app.get('/*', async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const path = request.params['*']
    const isAsset = /^(assets|static)\//.test(path)
    const hasExtension = extname(path) !== ''
    const manifest = await builds.manifestIn('shell', 'shell')
    const signed = { place: 'shell', manifest }
    if (isAsset || (hasExtension && manifest?.files[normalize(path)] !== undefined)) {
      return sendSigned(request, reply, { ...signed, path: normalize(path), caching: isAsset ? forever : 'no-cache' })
    }
    if (hasExtension && request.headers.accept?.includes('text/html') !== true) return notFound(reply)
    return sendSigned(request, reply, { ...signed, path: 'index.html', caching: 'no-cache' })
  })

  async function signedWords(name: string, version: string | undefined): Promise<unknown> {
    if (version === undefined) return undefined
    const place = join('remotes', name, version)
    const integrity = (await builds.manifestIn(place, name, version))?.files[wordsFile]
    const file = await fileAt(join(place, wordsFile))
    return file && file.integrity === integrity ? JSON.parse(file.raw.toString()) : undefined
  }

  interface Signed {
    place: string
    path: string
    caching: string
    manifest: SignedManifest | undefined
  }

  async function sendSigned(request: FastifyRequest, reply: FastifyReply, { place, path, caching, manifest }: Signed) {
    if (!manifest) return notFound(reply)
    if (path === manifestFile) return sendFile(request, reply, join(place, path), caching)
    const integrity = manifest.files[path]
    if (integrity === undefined) return notFound(reply)
    return sendFile(request, reply, join(place, path), caching, integrity)
  }

  async function sendFile(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    caching: string,
    integrity?: string,
  ) {
    const file = await fileAt(path)
    if (!file) return notFound(reply)
    if (integrity !== undefined && file.integrity !== integrity) {
      request.log.error({ path }, 'a published file was changed and is not served')
      return notFound(reply)
    }
    const type = types[extname(path)] ?? 'application/octet-stream'
    reply.header('cache-control', caching).header('etag', file.etag)
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
    reply.type(type)
    if (!compressible.test(type) || file.raw.length < 512) return reply.send(file.raw)
    reply.header('vary', 'accept-encoding')
    const encoding = encodingFor(request.headers['accept-encoding'])
    if (!encoding) return reply.send(file.raw)
    file[encoding] ??= await compressors[encoding](file.raw)
    return reply.header('content-encoding', encoding).send(file[encoding])
  }

  async function fileAt(path: string): Promise<KeptFile | undefined> {
    const full = normalize(join(root, path))
    if (!full.startsWith(root + sep) || full.includes('\0')) return undefined
    const found = await stat(full).catch(() => undefined)
    if (!found?.isFile()) return undefined
    const version = `${found.mtimeMs}-${found.size}`
    const known = await kept.get(full)
    if (known?.version === version) return known
    const read = readFile(full).then((raw) => ({
      version,
      raw,
      integrity: integrityOf(raw),
      etag: `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`,
    }))
    if (kept.size >= 1_000) kept.clear()
    kept.set(full, read)
    return read
  }
}

function encodingFor(accepted: string | string[] | undefined): 'br' | 'gzip' | undefined {
  const offers = String(accepted ?? '')
  if (/\bbr\b/.test(offers)) return 'br'
  return /\bgzip\b/.test(offers) ? 'gzip' : undefined
}

function notFound(reply: FastifyReply) {
  return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Không tìm thấy.')
}
