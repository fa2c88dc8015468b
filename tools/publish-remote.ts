import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runTarget } from './platform/build.ts'
import { explain } from './platform/log.ts'
import { dataDir, remoteNames } from './platform/paths.ts'
import { publishRemote, publishShell, rollBackRemote } from './platform/portals.ts'
import { makePublisherKey, publisherOf } from './platform/publisher.ts'

// Builds one remote and puts it behind the edge, or goes back to the version before. Nothing else is built or restarted.

try {
  const { values, positionals } = parseArgs({
    options: {
      rollback: { type: 'boolean' },
      'portals-dir': { type: 'string' },
      'skip-build': { type: 'boolean' },
      'new-key': { type: 'string' },
    },
    allowPositionals: true,
  })
  if (values['new-key'] !== undefined) {
    // The public part goes into the gateway's environment as PUBLISHER_PUBLIC_KEY, the file to whoever publishes.
    console.log(JSON.stringify(makePublisherKey(values['new-key']).publicKey))
    process.exit(0)
  }
  const name = ['shell' as const, ...remoteNames].find((known) => known === positionals[0])
  if (!name || positionals.length > 1 || (name === 'shell' && values.rollback)) {
    throw new Error(
      `Usage: npm run publish-remote -- NAME [--rollback], or --new-key FILE\nNames: shell ${remoteNames.join(' ')}`,
    )
  }
  const portalsDir = values['portals-dir'] ?? join(dataDir, 'portals')
  if (!values.rollback && !values['skip-build']) await runTarget('build', () => {}, [`${name}-portal`])
  if (name === 'shell') {
    publishShell(portalsDir, publisherOf(dataDir))
    console.log('shell is published')
  } else if (values.rollback) {
    const { version } = rollBackRemote(portalsDir, name)
    console.log(`${name} is back at ${version}`)
  } else {
    const { version, entry } = publishRemote(portalsDir, name, publisherOf(dataDir))
    console.log(`${name} is at ${version} (${entry})`)
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
