import { loadWard, type Target } from './wards.ts'

// A process of its own, so that two wards are made and loaded at once. It is told a ward, and says it again when that is in.

const target = JSON.parse(process.argv[2] ?? '') as Target

process.on('message', (ward: number) => {
  loadWard(target, ward).then(
    () => process.send?.(ward),
    (error: unknown) => {
      // The message of a failed statement has all its rows in it.
      process.stderr.write(`${String(error).slice(-300)}\n`)
      process.exit(1)
    },
  )
})
