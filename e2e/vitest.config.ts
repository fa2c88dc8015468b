import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'e2e',
    include: ['src/**/*.spec.ts'],
    globalSetup: ['src/platform-setup.ts'],
    // One platform and two cores: journeys run one after the other.
    fileParallelism: false,
    // Journeys share the platform anyway: what they are written with is loaded once, and a code for the second factor counts once.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
