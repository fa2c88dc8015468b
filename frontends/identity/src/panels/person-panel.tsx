import { paths, type Slots } from '@vungxanh/remote'
import { Lately } from './lately.tsx'

export function PersonPanel({ personId }: Slots['person']) {
  return <Lately subjects={[personId]} address={paths.auditOfPerson(personId)} extract={paths.extract(personId)} />
}
