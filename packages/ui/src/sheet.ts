// What only pages with sheets need: the shell's first route does not carry it.
export { CellInput, type CellInputProps } from './data/cell-input.tsx'
export { FileDrop, type FileDropProps } from './forms/file-drop.tsx'
