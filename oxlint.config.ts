import { defineConfig } from 'oxlint'

// Who may import whom. Biome formats and finds faults; oxlint only keeps the walls between projects.

const departments = ['residents', 'health', 'welfare', 'directives']
const services = [...departments, 'identity']
const remotes = [...departments, 'command', 'analyst', 'identity']

interface Wall {
  /** Our own packages that this part of the tree may import; every other is refused. */
  may: string[]
  refuse?: { group: string[]; message: string }[]
}

function wall({ may, refuse = [] }: Wall) {
  const allowed = may.flatMap((name) => [`!@vungxanh/${name}`, `!@vungxanh/${name}/**`])
  const ours = may.length > 0 ? `only ${may.join(', ')}` : 'none of our packages'
  return {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['@vungxanh/**', ...allowed], message: `This project may import ${ours}.` }, ...refuse] },
    ],
  } as const
}

const noBrowser = {
  group: ['react', 'react-dom', '@apollo/client', '@apollo/client/**', '@mantine/**'],
  message: 'A server imports nothing of the browser.',
}
const noServer = {
  group: ['@mikro-orm/**', 'type-graphql', 'pg', 'fastify', '@apollo/server', '@apollo/server/**', 'node:*'],
  message: 'A portal imports nothing of the server.',
}
const noMantine = { group: ['@mantine/**', '@tabler/**'], message: 'Components come from @vungxanh/ui.' }
const noApollo = {
  group: ['@apollo/client', '@apollo/client/**'],
  message: 'Apollo comes through @vungxanh/remote, so that one client and one cache serve the page.',
}
const pureRules = {
  group: ['@mikro-orm/**', '**/*-resolver.ts', '**/context.ts', '**/database.ts', '**/access.ts'],
  message: 'Rules are pure: values in, a refusal or nothing out.',
  allowTypeImports: true,
}

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/testing.ts', '**/testing.tsx', '**/testing/**']

export default defineConfig({
  plugins: ['import', 'node'],
  categories: { correctness: 'off' },
  ignorePatterns: ['**/dist/**', '.data/**', '.nx/**', '**/*.generated.ts', 'tools/node-runtime/**'],
  rules: { 'node/no-process-env': 'error', 'import/no-cycle': ['error', { ignoreTypes: true }] },
  overrides: [
    {
      files: ['packages/access/**', 'packages/identity-card/**', 'packages/scenario/**'],
      rules: wall({ may: [], refuse: [noBrowser] }),
    },
    { files: ['packages/postgres/**', 'packages/sheets/**'], rules: wall({ may: [], refuse: [noBrowser] }) },
    // By its own name: what stands in a path of its own (a chart) uses the shared components, not a second copy of them.
    { files: ['packages/ui/**'], rules: wall({ may: ['ui'], refuse: [noApollo] }) },
    // By its own name, too: what comes in a path of its own (exports) uses the page's one client, not a second copy of it.
    { files: ['packages/remote/**'], rules: wall({ may: ['access', 'remote', 'ui'], refuse: [noServer] }) },
    { files: ['packages/subgraph/**'], rules: wall({ may: ['access', 'sheets'], refuse: [noBrowser] }) },
    { files: ['packages/testing/**'], rules: wall({ may: ['subgraph', 'access', 'postgres'], refuse: [noBrowser] }) },
    ...services.flatMap((name) => {
      // Identity is no subgraph; what day it is here is said in one place all the same.
      const may =
        name === 'identity'
          ? ['access', 'subgraph/business-time']
          : ['subgraph', 'access', 'identity-card', 'scenario', 'sheets']
      const own = [...may, name]
      return [
        { files: [`services/${name}/**`], rules: wall({ may: own, refuse: [noBrowser] }) },
        { files: [`services/${name}/**/*-rules.ts`], rules: wall({ may: own, refuse: [noBrowser, pureRules] }) },
        {
          files: tests.map((pattern) => `services/${name}/${pattern}`),
          rules: wall({ may: [...own, 'testing', 'postgres', 'subgraph'], refuse: [noBrowser] }),
        },
      ]
    }),
    // Entities of one department refer to each other; explicit types in every decorator make that harmless.
    { files: ['services/**'], rules: { 'import/no-cycle': 'off' } },
    { files: ['gateway/**'], rules: wall({ may: ['access'], refuse: [noBrowser] }) },
    {
      files: tests.map((pattern) => `gateway/${pattern}`),
      rules: wall({ may: ['access', 'testing', 'postgres', 'subgraph', ...services] }),
    },
    { files: ['frontends/shell/**'], rules: wall({ may: ['remote', 'ui', 'access'], refuse: [noServer, noMantine] }) },
    ...remotes.map((name) => ({
      files: [`frontends/${name}/**`],
      rules: wall({ may: ['remote', 'ui', 'access', 'identity-card'], refuse: [noServer, noMantine, noApollo] }),
    })),
    {
      files: tests.map((pattern) => `frontends/**/${pattern}`),
      rules: wall({ may: ['remote', 'ui', 'access', 'identity-card', 'testing'], refuse: [noMantine] }),
    },
    { files: ['e2e/**'], rules: wall({ may: ['testing', 'access', 'tools', 'identity', 'subgraph/business-time'] }) },
    {
      files: ['**/environment.ts', '**/*.config.ts', 'tools/**', 'e2e/**', 'bench/**', ...tests],
      rules: { 'node/no-process-env': 'off' },
    },
  ],
})
