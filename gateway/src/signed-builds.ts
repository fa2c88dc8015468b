import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { compactVerify, importJWK, type JWK } from 'jose'
import { z } from 'zod'

/** What a publisher signs of a build: every file with the hash of its content, as the browser writes it. */
const signedManifest = z.object({
  remote: z.string(),
  version: z.string(),
  files: z.record(z.string(), z.string().startsWith('sha384-')),
})

export type SignedManifest = z.infer<typeof signedManifest>

export const manifestFile = 'manifest.jws'

export interface SignedBuildsOptions {
  folder: string
  /** Whose builds are served. It comes with the gateway's own environment, out of reach of whoever can write portals. */
  publisherKey: JWK
  logger: FastifyBaseLogger
}

interface Kept {
  modified: number
  manifest: SignedManifest | undefined
}

/** The published builds whose manifests the publisher signed; what is not in such a manifest was not published. */
export class SignedBuilds {
  private readonly kept = new Map<string, Kept>()

  constructor(private readonly options: SignedBuildsOptions) {}

  /** The manifest of a build in a folder of the portals, when it is the publisher's and of this portal. */
  async manifestIn(folder: string, remote: string, version?: string): Promise<SignedManifest | undefined> {
    const file = join(this.options.folder, folder, manifestFile)
    const modified = (await stat(file).catch(() => undefined))?.mtimeMs
    if (modified === undefined) return undefined
    const known = this.kept.get(file)
    const manifest = known?.modified === modified ? known.manifest : await this.read(file, modified)
    const isAsNamed = manifest?.remote === remote && (version === undefined || manifest.version === version)
    return isAsNamed ? manifest : undefined
  }

  private async read(file: string, modified: number): Promise<SignedManifest | undefined> {
    const manifest = await this.verified(await readFile(file, 'utf8')).catch((error: unknown) => {
      this.options.logger.error({ err: error, file }, 'a build is not signed by the publisher and is not served')
      return undefined
    })
    if (this.kept.size >= 200) this.kept.clear()
    this.kept.set(file, { modified, manifest })
    return manifest
  }

  private async verified(jws: string): Promise<SignedManifest> {
    const key = await importJWK(this.options.publisherKey, 'ES256')
    const { payload } = await compactVerify(jws.trim(), key, { algorithms: ['ES256'] })
    return signedManifest.parse(JSON.parse(new TextDecoder().decode(payload)))
  }
}

export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
