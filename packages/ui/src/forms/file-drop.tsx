import { type ReactNode, useId, useRef, useState } from 'react'

export interface FileDropProps {
  label: string
  hint: string
  /** The button that opens the browser's choice of files: the page brings its own, with its own words. */
  button: (open: () => void) => ReactNode
  /** File name endings that the browser offers: `.xlsx,.csv`. */
  accept: string
  file: File | undefined
  onFile: (file: File | undefined) => void
}

/** One file, chosen with the button or dropped anywhere on the field. The browser's own button speaks the browser's language. */
export function FileDrop({ label, hint, button, accept, file, onFile }: FileDropProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard
    <div
      className="vx-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFile(event.dataTransfer.files[0])
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
      <div className="vx-drop-choice">
        {button(() => input.current?.click())}
        {file && <span>{file.name}</span>}
      </div>
      <p>{hint}</p>
    </div>
  )
}
