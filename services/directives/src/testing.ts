import { departmentTest, type Given } from '@vungxanh/testing'
import { database } from './database.ts'
import { Document, Urgency } from './documents/document.ts'
import { DocumentRelation, RelationKind } from './documents/document-relation.ts'
import { documentColumns } from './documents/document-rules.ts'
import { Organisation, OrganisationKind } from './organisations/organisation.ts'
import { nameKey } from './organisations/organisation-name.ts'
import { Post } from './organisations/post.ts'
import { subgraph } from './schema.ts'
import { Task, TaskState } from './tasks/task.ts'

function builders({ unit: unitCode, save }: Given) {
  let issuers = 0
  const organisation = (name: string, kind = OrganisationKind.STATE, ofUnit = true) =>
    save((em) => em.create(Organisation, { unitCode, name, nameKey: nameKey(name), kind, ofUnit }))
  return {
    organisation,
    issuer: (name: string) => organisation(name, OrganisationKind.STATE, false),
    post: (title: string, { organisation, holderTitle }: { organisation: Organisation; holderTitle?: string }) =>
      save((em) =>
        em.create(Post, { unitCode, title, holderTitle, organisation: em.getReference(Organisation, organisation.id) }),
      ),
    document: async (raw: string, { issuer, issuedOn, subject, ...links }: DocumentSetting = {}) => {
      const from = issuer ?? (await organisation(`Cơ quan ${++issuers}`, OrganisationKind.STATE, false))
      return save((em) => {
        const document = em.create(Document, {
          ...documentColumns({ raw, issuedOn, subject }, undefined, from.name),
          unitCode,
          raw,
          issuer: em.getReference(Organisation, from.id),
          issuedOn,
          subject,
          urgency: Urgency.NORMAL,
          duplicate: 0,
        })
        for (const [name, kind] of Object.entries(kinds)) {
          for (const { id } of links[name as keyof typeof kinds] ?? [])
            em.create(DocumentRelation, { unitCode, from: document, to: em.getReference(Document, id), kind })
        }
        return document
      })
    },
    relation: (from: Document, kind: RelationKind, to: Document) =>
      save((em) =>
        em.create(DocumentRelation, {
          unitCode,
          from: em.getReference(Document, from.id),
          to: em.getReference(Document, to.id),
          kind,
        }),
      ),
    task: (title: string, { document, dueAt, state = TaskState.OPEN }: TaskSetting = {}) =>
      save((em) =>
        em.create(Task, {
          unitCode,
          title,
          dueAt: dueAt ? new Date(dueAt) : null,
          state,
          closedAt: state === TaskState.OPEN ? null : new Date('2021-09-20T08:00:00+07:00'),
          document: document ? em.getReference(Document, document.id) : null,
        }),
      ),
  }
}

const kinds = {
  implements: RelationKind.IMPLEMENTS,
  supplements: RelationKind.SUPPLEMENTS,
  replaces: RelationKind.REPLACES,
  foundedOn: RelationKind.FOUNDED_ON,
}

type DocumentSetting = {
  issuer?: Organisation
  issuedOn?: string
  subject?: string
} & { [name in keyof typeof kinds]?: Document[] }

interface TaskSetting {
  document?: Document
  dueAt?: string
  state?: TaskState
}

export const test = departmentTest({ database, subgraph, given: builders })
