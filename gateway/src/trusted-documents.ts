import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { z } from 'zod'
import { integrityOf, type SignedBuilds } from './signed-builds.ts'

const registry = z.object({ remotes: z.record(z.string(), z.object({ history: z.array(z.string()) })) })
const documents = z.record(z.string().regex(/^sha256:[0-9a-f]{64}$/), z.string())

const documentsFile = 'documents.json'
const lookAgainAfterMs = 500

export interface TrustedDocumentsOptions {
  folder: string
  builds: SignedBuilds
  logger: FastifyBaseLogger
}

/**
 * The documents that published portals ask: of every version of a remote that the registry can go back to, and of the last
 * shells, because pages stay open across a publication. A new publication is noticed without a restart.
 */
export class TrustedDocuments {
  private texts: ReadonlyMap<string, string> = new Map()
  private seen = ''
  private lookedAt = 0
  private looking: Promise<void> | undefined

  constructor(private readonly options: TrustedDocumentsOptions) {}

  async textOf(id: string): Promise<string | undefined> {
    if (Date.now() - this.lookedAt > lookAgainAfterMs) await this.look()
    const text = this.texts.get(id)
    if (text !== undefined) return text
    await this.look()
    return this.texts.get(id)
  }

  /** Looks whether something was published since; one look at a time serves all who wait. */
  private look(): Promise<void> {
    this.looking ??= this.readIfChanged().finally(() => {
      this.lookedAt = Date.now()
      this.looking = undefined
    })
    return this.looking
  }

  private async readIfChanged(): Promise<void> {
    const { folder, logger } = this.options
    const times = await Promise.all(
      ['remotes.json', 'shell-documents'].map((name) => stat(join(folder, name)).catch(() => undefined)),
    )
    const now = times.map((found) => found?.mtimeMs ?? 0).join()
    if (now === this.seen) return
    const lists = await Promise.all((await this.places()).map((place) => this.readFrom(place)))
    this.texts = new Map(lists.flatMap((list) => Object.entries(list)))
    this.seen = now
    logger.info({ documents: this.texts.size }, 'trusted documents read')
  }

  private async places(): Promise<{ folder: string; remote: string; version: string }[]> {
    const { folder } = this.options
    const text = await readFile(join(folder, 'remotes.json'), 'utf8').catch(() => '{"remotes":{}}')
    const shells = await readdir(join(folder, 'shell-documents')).catch(() => [])
    return [
      ...Object.entries(registry.parse(JSON.parse(text)).remotes).flatMap(([remote, { history }]) =>
        history.map((version) => ({ folder: join('remotes', remote, version), remote, version })),
      ),
      ...shells.map((version) => ({ folder: join('shell-documents', version), remote: 'shell', version })),
    ]
  }

  /** Nothing of a list that is not exactly what the publisher signed. */
  private async readFrom({ folder, remote, version }: { folder: string; remote: string; version: string }) {
    const { builds, logger } = this.options
    const manifest = await builds.manifestIn(folder, remote, version)
    const content = await readFile(join(this.options.folder, folder, documentsFile)).catch(() => undefined)
    if (!manifest || !content) return {}
    if (manifest.files[documentsFile] !== integrityOf(content)) {
      logger.error({ folder }, 'a list of trusted documents was changed after its publication and is not used')
      return {}
    }
    return documents.parse(JSON.parse(content.toString()))
  }
}
