import { StatusBadge, type Tone } from '@vungxanh/ui'
import type { ZoneLevel } from '../operations.generated.ts'

export const zoneLevels: readonly ZoneLevel[] = ['GREEN', 'YELLOW', 'ORANGE', 'RED']

const tones: Record<ZoneLevel, Tone> = { GREEN: 'success', YELLOW: 'warning', ORANGE: 'warning', RED: 'danger' }

/** Who does not know the level of a place treats it as the worst. */
export function LevelBadge({ level, label }: { level: ZoneLevel | null | undefined; label: string }) {
  return <StatusBadge tone={level ? tones[level] : 'danger'}>{label}</StatusBadge>
}
