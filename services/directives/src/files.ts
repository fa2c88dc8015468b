import { exportDoor, type FileDoor } from '@vungxanh/subgraph'
import { exportedLists } from './exported-lists.ts'

/** Where files of this department go out. */
export const files: readonly FileDoor[] = [exportDoor(exportedLists)]
