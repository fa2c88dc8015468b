import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const require = createRequire(import.meta.url)

/** One graphql for all: bundlers prefer its `module` build, Node its `main`, and schemas refuse types of the other. */
const alias = [{ find: /^graphql$/, replacement: require.resolve('graphql') }]

const exclude = ['**/node_modules/**', '**/dist/**', '.data/**']

/** The matrices begin first: they take longest, and vitest, which goes by size, would leave one core waiting for them at the end. */
class MatricesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isMatrix = ({ moduleId }: TestSpecification) => moduleId.endsWith('/src/access.test.ts')
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => Number(isMatrix(other)) - Number(isMatrix(one)))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: MatricesFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['{packages,services,frontends}/*/**/*.test.ts', '{gateway,tools,bench}/**/*.test.ts'],
          exclude,
          globalSetup: ['packages/postgres/src/testing.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'browser',
          environment: 'jsdom',
          include: ['{packages,frontends}/*/**/*.test.tsx'],
          exclude,
          testTimeout: 30_000,
        },
      },
    ],
    maxWorkers: 2,
  },
})
