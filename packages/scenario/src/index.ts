export { Chance } from './chance.ts'
export { generateWorld, type Officers } from './generate.ts'
export { type Fault, readScenario, type ScenarioFile, ScenarioRefused } from './scenario-file.ts'
export type * from './world.ts'
