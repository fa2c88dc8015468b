export * from './roles.ts'
export * from './table.ts'
export * from './viewer.ts'
