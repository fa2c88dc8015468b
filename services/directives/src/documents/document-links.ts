import type { SqlEntityManager } from '@mikro-orm/postgresql'
import type { RelationKind } from './document-relation.ts'

export interface DocumentLink {
  fromId: string
  toId: string
  kind: RelationKind
}

/**
 * The relations among a document, all that it rests on, and all that rests on it, for many documents in one statement.
 * `union` keeps each document once per root, so a ring of relations ends and a lattice of them costs no more than its size.
 */
export function linksAround(
  em: SqlEntityManager,
  documentIds: readonly string[],
): Promise<(DocumentLink & { rootId: string })[]> {
  return em.execute(
    `with recursive
       root (id) as (select unnest(?::uuid[])),
       above (root_id, id) as (
         select id, id from root
         union
         select above.root_id, relation.to_id from above join document_relation relation on relation.from_id = above.id),
       below (root_id, id) as (
         select id, id from root
         union
         select below.root_id, relation.from_id from below join document_relation relation on relation.to_id = below.id),
       member (root_id, id) as (select root_id, id from above union select root_id, id from below)
     select one.root_id as "rootId", relation.from_id as "fromId", relation.to_id as "toId", relation.kind
     from member one
     join document_relation relation on relation.from_id = one.id
     join member other on other.root_id = one.root_id and other.id = relation.to_id
     order by relation.id`,
    [`{${documentIds.join(',')}}`],
  )
}

/** Whether `fromId` implements `toId`, directly or through others. */
export async function implementsAlready(em: SqlEntityManager, fromId: string, toId: string): Promise<boolean> {
  const [row] = await em.execute<{ found: boolean }[]>(
    `with recursive above (id) as (
       select ?::uuid
       union
       select relation.to_id from above
       join document_relation relation on relation.from_id = above.id and relation.kind = 'IMPLEMENTS')
     select exists (select from above where id = ?) as found`,
    [fromId, toId],
  )
  return row?.found === true
}

/** Lets one clerk of a unit at a time add relations: two halves of a ring, each fine alone, must not both be accepted. */
export async function lockRelations(em: SqlEntityManager, unitCode: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`document_relation ${unitCode}`])
}
