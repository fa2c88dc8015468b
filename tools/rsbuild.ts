import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { pluginModuleFederation } from '@module-federation/rsbuild-plugin'
import { defineConfig, mergeRsbuildConfig, type RsbuildConfig, type RsbuildPlugin } from '@rsbuild/core'
import { pluginReact } from '@rsbuild/plugin-react'
import { trustedDocumentsOf } from './operations.ts'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const production = process.env.NODE_ENV === 'production'

function installedVersion(name: string): string {
  return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version
}

/** A version that follows the content of a workspace package, so that two builds share it only when they mean the same code. */
function contentVersion(folder: string): string {
  const hash = createHash('sha256')
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) walk(join(path, entry.name))
      else if (!entry.name.includes('.test.')) hash.update(entry.name).update(readFileSync(join(path, entry.name)))
    }
  }
  walk(join(root, folder, 'src'))
  hash.update(readFileSync(join(root, folder, 'package.json')))
  return `1.0.0-h${hash.digest('hex').slice(0, 12)}`
}

/**
 * What is loaded once per page. Things with identity are singletons that only the shell carries; `ui` has none, so a remote
 * built against another version of it brings its own copy instead of waiting for a release train.
 */
function shared(host: boolean) {
  const singleton = (version: string, requiredVersion: string) => ({
    singleton: true,
    version,
    requiredVersion,
    ...(host ? { eager: true } : { import: false as const }),
  })
  const react = installedVersion('react')
  const uiVersion = contentVersion('packages/ui')
  return {
    react: singleton(react, `^${react}`),
    'react/': singleton(react, `^${react}`),
    'react-dom': singleton(react, `^${react}`),
    '@vungxanh/remote': singleton('1.0.0', '^1.0.0'),
    '@vungxanh/ui': { version: uiVersion, requiredVersion: uiVersion, strictVersion: true, eager: host },
  }
}

/** Writes the remote's manifest beside its code: what a shell must know before it loads any of it. */
function pluginRemoteManifest(manifest: object): RsbuildPlugin {
  return {
    name: 'vungxanh:remote-manifest',
    setup(api) {
      api.processAssets({ stage: 'additional' }, ({ compilation, sources }) => {
        compilation.emitAsset('remote.json', new sources.RawSource(JSON.stringify(manifest)))
      })
    },
  }
}

/** Writes what the portal may ask of the graph beside its code: it is published with it, and the gateway runs nothing else. */
function pluginTrustedDocuments(portal: string): RsbuildPlugin {
  return {
    name: 'vungxanh:trusted-documents',
    apply: 'build',
    setup(api) {
      api.processAssets({ stage: 'additional' }, async ({ compilation, sources }) => {
        const documents = await trustedDocumentsOf(portal)
        compilation.emitAsset('documents.json', new sources.RawSource(JSON.stringify(documents, null, 1)))
      })
    },
  }
}

/**
 * What a first visit to a department may cost in scripts, gzip: the shell and the department's first route together stay
 * under 340 KB. A build that needs more fails, where whoever made it heavier sees it.
 */
const budgets = { shell: 300_000, remote: 40_000 }

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
}

/** Of the shell, what its page names; of a remote, its entry and what its exposed module loads at once. */
function firstScripts(folder: string, kind: keyof typeof budgets): string[] {
  const dist = join(folder, 'dist')
  if (kind === 'shell') {
    const named = readFileSync(join(dist, 'index.html'), 'utf8').matchAll(/<script [^>]*src="([^"]+)"/g)
    const files = [...named].map(([, address = '']) => join(dist, address))
    if (files.length === 0) throw new Error('The page of the shell names no script')
    return files
  }
  const federation: { exposes: { assets: { js: { sync: string[] } } }[] } = JSON.parse(
    readFileSync(join(dist, 'mf-manifest.json'), 'utf8'),
  )
  return [
    join(dist, 'remoteEntry.js'),
    ...federation.exposes.flatMap(({ assets }) => assets.js.sync.map((file) => join(dist, file))),
  ]
}

function pluginBudget(folder: string, kind: keyof typeof budgets): RsbuildPlugin {
  return {
    name: 'vungxanh:budget',
    apply: 'build',
    setup(api) {
      api.onAfterBuild(() => {
        if (!production) return
        const bytes = gzipBytes(firstScripts(folder, kind))
        const said = `${Math.ceil(bytes / 1000)} of ${budgets[kind] / 1000} KB gzip on the first route`
        if (bytes > budgets[kind]) throw new Error(`Over the budget of scripts: ${said}`)
        api.logger.info(said)
      })
    },
  }
}

function common(folder: string): RsbuildConfig {
  return {
    root: folder,
    plugins: [pluginReact()],
    output: {
      target: 'web',
      distPath: { root: 'dist' },
      // The development server keeps its files in memory and leaves the build alone.
      cleanDistPath: production,
      sourceMap: { js: production ? 'source-map' : 'cheap-module-source-map' },
      dataUriLimit: 0,
      legalComments: 'none',
      overrideBrowserslist: ['chrome >= 111', 'edge >= 111', 'firefox >= 115', 'safari >= 16.4'],
    },
    dev: { liveReload: true },
    performance: { printFileSize: false },
    tools: {
      rspack: {
        ignoreWarnings: [/Critical dependency/],
        // rxjs comes in the language of today's browsers only to those who ask for it.
        resolve: { conditionNames: ['es2015', '...'] },
      },
    },
  }
}

/** A remote: one exposed module, relocatable files, nothing decided about where it will be served from. */
export function remote(
  configUrl: string,
  manifest: { name: string },
  options: { port: number; overrides?: RsbuildConfig },
): RsbuildConfig {
  const folder = dirname(fileURLToPath(configUrl))
  return defineConfig(
    mergeRsbuildConfig(
      common(folder),
      {
        source: { entry: { index: 'data:text/javascript,' } },
        output: { assetPrefix: 'auto' },
        server: { port: options.port, host: '127.0.0.1', cors: true },
        dev: {
          assetPrefix: `http://localhost:${options.port}/`,
          client: { host: 'localhost', port: options.port, protocol: 'ws' },
        },
        tools: { htmlPlugin: false },
        // One file for the exposed module and one for each part that comes later: a page asks for few things.
        splitChunks: false,
        plugins: [
          pluginRemoteManifest(manifest),
          pluginTrustedDocuments(basename(folder)),
          pluginBudget(folder, 'remote'),
          pluginModuleFederation({
            name: manifest.name,
            filename: 'remoteEntry.js',
            exposes: { './remote': './src/remote.tsx' },
            remotes: {},
            shared: shared(false),
            dts: false,
            manifest: true,
            shareStrategy: 'loaded-first',
            experiments: production ? { externalRuntime: true } : {},
          }),
        ],
      },
      options.overrides ?? {},
    ),
  ) as RsbuildConfig
}

/**
 * React tells this hook of its renderer before any remote is there; the refresh code of a remote, which comes later, looks
 * for renderers here. Without it, a change in a remote would be loaded and not shown. React's own developer tools bring one.
 */
const refreshHook = {
  tag: 'script',
  append: false,
  head: true,
  children: `window.__REACT_DEVTOOLS_GLOBAL_HOOK__ ??= {
  renderers: new Map(),
  supportsFiber: true,
  inject(renderer) {
    this.renderers.set(this.renderers.size + 1, renderer)
    return this.renderers.size
  },
  onScheduleFiberRoot() {},
  onCommitFiberRoot() {},
  onCommitFiberUnmount() {},
}`,
}

/** The shell: the page, the singletons, and no remote known by name. */
export function shell(configUrl: string, options: { port: number; gateway: string }): RsbuildConfig {
  const folder = dirname(fileURLToPath(configUrl))
  const template = join(folder, 'src', 'index.html')
  return defineConfig(
    mergeRsbuildConfig(common(folder), {
      source: { entry: { index: './src/main.tsx' } },
      html: { ...(existsSync(template) && { template }), tags: production ? [] : [refreshHook] },
      output: { assetPrefix: '/' },
      // The page names its scripts, and the shell its parts that come later, with the hash of what they must be.
      security: { sri: { enable: production } },
      server: {
        port: options.port,
        host: '127.0.0.1',
        historyApiFallback: true,
        proxy: Object.fromEntries(
          ['/graphql', '/auth', '/identity', '/remotes', '/remotes.json'].map((path) => [
            path,
            { target: options.gateway },
          ]),
        ),
      },
      plugins: [
        pluginTrustedDocuments('shell'),
        pluginBudget(folder, 'shell'),
        pluginModuleFederation({
          name: 'shell',
          remotes: {},
          shared: shared(true),
          dts: false,
          manifest: false,
          shareStrategy: 'loaded-first',
          experiments: {
            provideExternalRuntime: true,
            // A published remote is loaded by its entry; only the one that is worked on says by a snapshot where its parts are.
            optimization: { target: 'web', disableSnapshot: production },
          },
        }),
      ],
    }),
  ) as RsbuildConfig
}
