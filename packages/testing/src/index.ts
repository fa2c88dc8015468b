export { guardAccess } from './access-matrix.ts'
export { EnumValue, type World } from './access-paths.ts'
export { guardDepartment } from './department-guards.ts'
export {
  type Asking,
  contextScope,
  departmentTest,
  type Given,
  type Standing,
  testContextKey,
  testVaultKeys,
  viewerOf,
} from './department-test.ts'
export { cloneDatabase, type TestDatabase } from './test-database.ts'
