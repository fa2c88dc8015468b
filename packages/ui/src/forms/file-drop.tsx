import { useId, useState } from 'react'

export interface FileDropProps {
  label: string
  hint: string
  /** File name endings that the browser offers: `.xlsx,.csv`. */
  accept: string
  file: File | undefined
  onFile: (file: File | undefined) => void
}

/** One file, chosen with the browser's own button or dropped anywhere on the field. */
export function FileDrop({ label, hint, accept, file, onFile }: FileDropProps) {
  const id = useId()
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
        id={id}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onFile(event.currentTarget.files?.[0])}
      />
      <p id={`${id}-hint`}>{file ? file.name : hint}</p>
    </div>
  )
}
