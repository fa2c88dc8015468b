import type { Chance } from './chance.ts'
import { dayBefore } from './days.ts'
import { type ScenarioFile, symbolKey } from './scenario-file.ts'
import type { DocumentFact, GroupFact, OrganisationFact, PostFact } from './world.ts'

export interface Papers {
  organisations: OrganisationFact[]
  posts: PostFact[]
  documents: DocumentFact[]
  /** The decision that the quarantine orders stand on; null when the scenario needs none. */
  quarantineDecisionId: string | null
}

export function documentId(file: ScenarioFile, chance: Chance): (symbol: string) => string | null {
  const known = new Set(file.documents.map(({ raw }) => symbolKey(raw)))
  return (symbol) => (known.has(symbolKey(symbol)) ? chance.id(`document/${symbolKey(symbol)}`) : null)
}

export function generatePapers(file: ScenarioFile, asOf: Date, groups: GroupFact[], chance: Chance): Papers {
  const organisations = file.organisations.flatMap(({ name, kind, perResidentialGroup }): OrganisationFact[] =>
    perResidentialGroup
      ? groups.map((group) => ({
          id: chance.id(`organisation/${name}/${group.number}`),
          name: `${name} – ${group.name}`,
          kind,
          ofUnit: true,
          groupId: group.id,
        }))
      : [{ id: chance.id(`organisation/${name}`), name, kind, ofUnit: true, groupId: null }],
  )
  const idOf = documentId(file, chance)
  const documents = file.documents.map((document): DocumentFact => {
    const id = idOf(document.raw) as string
    const links = [
      ...document.implements.map((symbol) => ['IMPLEMENTS', symbol] as const),
      ...document.supplements.map((symbol) => ['SUPPLEMENTS', symbol] as const),
      ...document.replaces.map((symbol) => ['REPLACES', symbol] as const),
      ...document.foundedOn.map((symbol) => ['FOUNDED_ON', symbol] as const),
    ]
    return {
      id,
      raw: document.raw,
      type: document.type,
      issuer: document.issuer,
      issuedOn: document.issuedOn,
      subject: null,
      note: document.issuedOnSource ? `Ngày ban hành lấy từ nguồn khác: ${document.issuedOnSource}` : null,
      relations: links.map(([kind, symbol]) => ({
        id: chance.id(`relation/${symbolKey(document.raw)}/${kind}/${symbolKey(symbol)}`),
        kind,
        documentId: idOf(symbol) as string,
      })),
    }
  })
  const quarantineDecision = needsQuarantine(file) ? quarantineDecisionOf(file, asOf, chance) : null
  return {
    organisations,
    posts: file.posts.map(({ organisation, post, holder = null }, index) => ({
      id: chance.id(`post/${index + 1}`),
      organisationId: chance.id(`organisation/${organisation}`),
      title: post,
      holder,
    })),
    documents: quarantineDecision ? [...documents, quarantineDecision] : documents,
    quarantineDecisionId: quarantineDecision?.id ?? null,
  }
}

function needsQuarantine({ programmes, payouts }: ScenarioFile): boolean {
  return payouts.some(
    ({ programme, count }) => count > 0 && programmes.find(({ code }) => code === programme)?.requires,
  )
}

/** A decision's symbol that no document of the file bears. */
function freeSymbol({ documents }: ScenarioFile): string {
  const taken = new Set(documents.map(({ raw }) => symbolKey(raw)))
  let number = 17
  while (taken.has(symbolKey(`${number}/QĐ-UBND`))) number++
  return `${number}/QĐ-UBND`
}

/** No paper prints the decision that a quarantined person was paid on, but the law asks for one: synthetic, and says so. */
function quarantineDecisionOf(file: ScenarioFile, asOf: Date, chance: Chance): DocumentFact {
  return {
    id: chance.id('document/quarantine-decision'),
    raw: freeSymbol(file),
    type: 'QUYET_DINH',
    issuer: `UBND ${file.unit.name.charAt(0).toLowerCase()}${file.unit.name.slice(1)}`,
    issuedOn: dayBefore(asOf, 106),
    subject: 'Áp dụng biện pháp cách ly y tế tại nhà',
    note: 'Văn bản tổng hợp cho dữ liệu trình diễn; không có trong báo cáo gốc.',
    relations: [],
  }
}
