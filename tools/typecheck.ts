import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram, runTool } from './platform/checks.ts'
import { root } from './platform/paths.ts'

// Every project on its own, through nx, which skips what has not changed. The types of the portals' operations come first.

const codegen = existsSync(join(root, 'gateway/supergraph.graphql')) ? await runTool('codegen.ts') : 0
const types = await runProgram('nx', ['run-many', '-t', 'typecheck', '--outputStyle=static'])
process.exit(codegen || types)
