import { loadRemote as loadFederated, registerRemotes } from '@module-federation/enhanced/runtime'
import { isRemote, type Remote } from '@vungxanh/remote'
import { isPublished } from './published.ts'
import type { RegisteredRemote } from './registry.tsx'
import { admitBuild } from './verified-build.ts'

const timeLimit = 12_000

const loading = new Map<string, Promise<Remote>>()
let attempts = 0

async function withinLimit<Value>(work: Promise<Value>, name: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name}: no answer within ${timeLimit / 1000} s`)), timeLimit)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

async function loadOnce({ manifest, version, entry: published }: RegisteredRemote): Promise<Remote> {
  const entry = isPublished ? await admitBuild(manifest.name, version) : published
  // A failed entry is remembered by its address in several layers; every attempt therefore has its own.
  attempts += 1
  const address = new URL(entry, location.href)
  address.searchParams.set('attempt', String(attempts))
  registerRemotes([{ name: manifest.name, entry: address.href }], { force: true })
  const module = await withinLimit(loadFederated<{ default: unknown }>(`${manifest.name}/remote`), manifest.name)
  if (!isRemote(module?.default)) throw new Error(`${manifest.name}: not a remote of contract 1`)
  return module.default
}

/** Loads a remote once per page and version; a failure is forgotten, so that asking again tries again. */
export function loadRemote(remote: RegisteredRemote): Promise<Remote> {
  const key = `${remote.manifest.name}@${remote.version}`
  const known = loading.get(key)
  if (known) return known
  const promise = loadOnce(remote)
  loading.set(key, promise)
  promise.catch(() => loading.delete(key))
  return promise
}
