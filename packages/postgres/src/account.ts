import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The system account that runs PostgreSQL; PostgreSQL refuses to run as root. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** Undefined when we are an ordinary user, who runs PostgreSQL directly. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = accounts.find(([name]) => name === wanted) ?? []
    if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL refuses to run as root, and this machine has neither a postgres nor a nobody account')
}

/** Whether the account may walk down to the path: every existing folder above it must let the account through. */
export function isReachable(path: string, account: Account): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder)
      const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
      if ((bits & 0o1) === 0) return false
    }
    if (dirname(folder) === folder) return true
  }
}
