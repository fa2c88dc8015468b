/** Where a remote is worked on, its own server has it and nobody has signed it yet. */
// oxlint-disable-next-line node/no-process-env -- the bundler's constant, not an environment
export const isPublished: boolean = process.env.NODE_ENV === 'production'
