import { sheetReader } from '@vungxanh/sheets'
import { exportDoor, type FileDoor } from '@vungxanh/subgraph'
import { exportedLists } from './exported-lists.ts'
import { importDoor, importResultDoor } from './imports/import-door.ts'

/**
 * Where files of this department come in and go out.
 * @param reader the program that reads one file: the sources and a build have it in different places
 */
export function filesOf(reader: URL): readonly FileDoor[] {
  return [exportDoor(exportedLists), importDoor(sheetReader(reader)), importResultDoor]
}
