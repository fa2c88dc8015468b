import { type FSWatcher, watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ApolloGateway } from '@apollo/gateway'
import type { FastifyBaseLogger } from 'fastify'
import { type GraphQLSchema, printSchema } from 'graphql'
import { installResultShape } from './result-shape/install.ts'
import { type SubgraphPools, SubgraphSource } from './subgraph-source.ts'

export interface SupergraphOptions {
  file: string
  /** Addresses by department, where they differ from those that the file was composed with. */
  subgraphUrls: Record<string, string>
  pools: SubgraphPools
  subgraphTimeoutMs: number
  signingKey: Uint8Array
  logger: FastifyBaseLogger
}

/** The graph as it is served now; a new file takes its place without a restart, a broken one does not. */
export class Supergraph {
  readonly gateway: ApolloGateway
  private schema: GraphQLSchema | undefined
  private sdl = ''
  private readonly sources = new Map<string, { url: string; source: SubgraphSource }>()

  constructor(private readonly options: SupergraphOptions) {
    installResultShape()
    const { pools, subgraphTimeoutMs: timeoutMs, signingKey, logger, subgraphUrls } = options
    this.gateway = new ApolloGateway({
      logger: { debug() {}, info() {}, warn: (text) => logger.warn(text), error: (text) => logger.error(text) },
      buildService: ({ name, url }) => {
        const address = subgraphUrls[name] ?? url
        if (!address) throw new Error(`The department ${name} has no address`)
        const known = this.sources.get(name)
        if (known?.url === address) return known.source
        const source = new SubgraphSource({ name, url: address, pools, timeoutMs, signingKey, logger })
        this.sources.set(name, { url: address, source })
        return source
      },
      supergraphSdl: async ({ update }) => {
        const supergraphSdl = await readFile(options.file, 'utf8')
        const stop = this.watchFile(supergraphSdl, update)
        return { supergraphSdl, cleanup: async () => stop() }
      },
    })
    this.gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      this.schema = apiSchema
      this.sdl = ''
    })
  }

  /** What clients see: the graph without the machinery of federation. */
  get apiSchema(): GraphQLSchema | undefined {
    return this.schema
  }

  apiSdl(): string {
    if (this.sdl === '' && this.schema) this.sdl = `${printSchema(this.schema)}\n`
    return this.sdl
  }

  subgraphs(): { name: string; url: string }[] {
    return [...this.sources].map(([name, { url }]) => ({ name, url }))
  }

  private watchFile(loaded: string, update: (sdl: string) => void): () => void {
    const { logger } = this.options
    const file = resolve(this.options.file)
    let current = loaded
    let timer: NodeJS.Timeout | undefined
    const reload = async () => {
      const next = await readFile(file, 'utf8').catch(() => undefined)
      if (next === undefined || next === current) return
      current = next
      try {
        update(next)
        logger.info({ file }, 'supergraph replaced')
      } catch (error) {
        logger.error({ err: error, file }, 'new supergraph is broken; the old one stays')
      }
    }
    // The folder, not the file: whoever replaces a file by renaming ends a watch on the old one.
    const watcher: FSWatcher = watch(dirname(file), () => {
      clearTimeout(timer)
      timer = setTimeout(() => void reload(), 100)
    })
    watcher.on('error', (error) => logger.error({ err: error }, 'the supergraph is no longer watched'))
    return () => {
      clearTimeout(timer)
      watcher.close()
    }
  }
}
