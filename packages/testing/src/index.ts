export { guardDepartment } from './department-guards.ts'
export {
  departmentTest,
  type Given,
  type Standing,
  testContextKey,
  testVaultKeys,
  viewerOf,
} from './department-test.ts'
export { cloneDatabase, type TestDatabase } from './test-database.ts'
