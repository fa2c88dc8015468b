import { createHash } from 'node:crypto'
import type { World } from '@vungxanh/scenario'
import { acceptFact, insertMany, type Load, type LoadTarget, localDateOf, replaceUnit } from '@vungxanh/subgraph'
import {
  Broadcast,
  BroadcastChannel,
  BroadcastRecipient,
  BroadcastState,
  DeliveryState,
  DeliveryStep,
  DeliveryStepKind,
} from './broadcasts/broadcast.ts'
import { refuseDraft, stateAfter } from './broadcasts/broadcast-rules.ts'
import { Checkpoint, CheckpointKind } from './checkpoints/checkpoint.ts'
import {
  CheckpointDecision,
  CheckpointDirection,
  CheckpointEntry,
  CheckpointPaper,
  CheckpointPurpose,
  SaidSex,
} from './checkpoints/checkpoint-entry.ts'
import { refuseCheckpoint, refuseEntry } from './checkpoints/checkpoint-rules.ts'
import { sealEntryNumbers } from './checkpoints/sealed-entry-numbers.ts'
import { Commitment, CommitmentRound } from './commitments/commitment.ts'
import { refuseRound, refuseSigning } from './commitments/commitment-rules.ts'
import { database } from './database.ts'
import { Document, Urgency } from './documents/document.ts'
import { DocumentRelation, RelationKind } from './documents/document-relation.ts'
import {
  documentColumns,
  hasImplementsCycle,
  mayBeSame,
  RelationWouldCycle,
  refuseDocument,
  refuseIssuer,
  refuseRelations,
} from './documents/document-rules.ts'
import { DocumentType } from './documents/document-type.ts'
import { newIssuer } from './organisations/issuer-by-name.ts'
import { Organisation, OrganisationKind } from './organisations/organisation.ts'
import { nameKey, tidyName } from './organisations/organisation-name.ts'
import { Post } from './organisations/post.ts'
import { Responsibility, ResponsibilityKind } from './responsibilities/responsibility.ts'
import { holderKey, refuseEnd, refuseResponsibility } from './responsibilities/responsibility-rules.ts'

/** No account collected what a scenario says was signed. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const SCENARIO = 'Kịch bản trình diễn'

/** Loads a scenario's part of this department through its rules; throws on a fact that they refuse. */
export function seed(world: World, target: LoadTarget): Promise<Load> {
  const unitCode = world.unitCode
  const today = localDateOf(world.asOf)

  const organisations = world.organisations.map(({ id, name, kind, ofUnit, groupId }) => ({
    id,
    unitCode,
    name: tidyName(name),
    nameKey: nameKey(name),
    kind: oneOf(OrganisationKind, kind, `organisations ${id}`),
    ofUnit,
    residentialGroupId: groupId,
  }))
  const byName = new Map(organisations.map((organisation) => [organisation.nameKey, organisation]))
  if (byName.size < organisations.length) throw new Error('organisations: two of them have the same name')

  const posts = world.posts.map(({ id, organisationId, title, holder }) => {
    if (!organisations.some((organisation) => organisation.id === organisationId))
      throw new Error(`posts ${id}: no organisation ${organisationId}`)
    return { id, unitCode, title, holderTitle: holder, organisation: organisationId }
  })

  const documents = world.documents.map(
    ({ id, raw, type: typeName, issuer: issuerName, issuedOn, subject, note, relations }) => {
      const fact = `documents ${raw}`
      acceptFact(fact, refuseDocument({ raw, issuedOn, subject, note }, today))
      acceptFact(fact, refuseIssuer({ issuerName }))
      acceptFact(
        fact,
        refuseRelations(relations.map(({ kind, documentId }) => ({ kind: RelationKind[kind], documentId }))),
      )
      const type = oneOf(DocumentType, typeName, fact)
      const { regime } = documentColumns({ raw, issuedOn, subject }, type, '')
      const key = nameKey(issuerName)
      const issuer = byName.get(key) ?? {
        ...newIssuer(unitCode, issuerName, regime),
        id: idFrom(`${unitCode}/${key}`),
        residentialGroupId: null,
      }
      if (!byName.has(key)) {
        byName.set(key, issuer)
        organisations.push(issuer)
      }
      return {
        id,
        unitCode,
        raw,
        ...documentColumns({ raw, issuedOn, subject }, type, issuer.name),
        issuer: issuer.id,
        issuedOn,
        subject,
        note,
        urgency: Urgency.NORMAL,
        duplicate: 0,
      }
    },
  )
  for (const alike of Map.groupBy(documents, ({ symbol, issuer }) => `${symbol} ${issuer}`).values()) {
    const twice = alike.find((one, index) =>
      alike.slice(0, index).some((other) => mayBeSame(one.year || undefined, other.year || undefined)),
    )
    if (twice) throw new Error(`documents ${twice.raw}: registered twice`)
  }

  const known = new Set(documents.map(({ id }) => id))
  const relations = world.documents.flatMap(({ id: from, raw, relations: links }) =>
    links.map(({ id, kind, documentId: to }) => {
      if (!known.has(to)) throw new Error(`documents ${raw}: ${kind} points at no document`)
      if (to === from) throw new Error(`documents ${raw}: ${kind} points at itself`)
      return { id, unitCode, from, to, kind: RelationKind[kind] }
    }),
  )
  if (hasImplementsCycle(relations.map(({ from, to, kind }) => ({ fromId: from, toId: to, kind }))))
    acceptFact('documents', new RelationWouldCycle())

  const inRegister = (fact: string, documentId: string): string => {
    if (!known.has(documentId)) throw new Error(`${fact}: no document ${documentId}`)
    return documentId
  }
  const commitmentRounds = world.commitmentRounds.map(({ documentId, ...round }) => {
    const fact = `commitmentRounds ${round.id}`
    acceptFact(fact, refuseRound(round))
    return { ...round, unitCode, document: inRegister(fact, documentId) }
  })
  const commitments = world.commitments.map(({ documentId, roundId, ...commitment }) => {
    const fact = `commitments ${commitment.id}`
    acceptFact(fact, refuseSigning(commitment, today))
    return {
      ...commitment,
      unitCode,
      document: inRegister(fact, documentId),
      round: roundId,
      recordedAt: world.asOf,
      accountId: NOBODY,
      byName: commitment.collectedBy,
    }
  })

  const responsibilities = (world.responsibilities ?? []).map(
    ({ kind, groupId, organisationId, documentId, toOn, endReason, ...fact }) => {
      const named = `responsibilities ${fact.id}`
      const facts = { ...fact, residentialGroupId: groupId, organisationId }
      acceptFact(named, refuseResponsibility(facts, today))
      if (toOn) acceptFact(named, refuseEnd({ on: toOn, reason: endReason ?? '', fromOn: fact.fromOn }, today))
      return {
        ...fact,
        unitCode,
        kind: oneOf(ResponsibilityKind, kind, named),
        residentialGroupId: groupId,
        holderKey: holderKey(facts),
        organisation: organisationId,
        document: documentId && inRegister(named, documentId),
        toOn,
        endReason,
        recordedAt: world.asOf,
        accountId: NOBODY,
        byName: SCENARIO,
        endedByName: toOn && SCENARIO,
      }
    },
  )

  const broadcasts = (world.broadcasts ?? []).map(({ documentId, channels, recipients, ...fact }) => {
    const named = `broadcasts ${fact.id}`
    const texts = {
      ...fact,
      channels: channels.map((channel) => oneOf(BroadcastChannel, channel, named)),
      residentialGroupIds: recipients.flatMap(({ groupId }) => groupId ?? []),
      selfManagementGroupIds: recipients.flatMap(({ selfManagementGroupId }) => selfManagementGroupId ?? []),
    }
    acceptFact(named, refuseDraft(texts))
    return {
      ...texts,
      unitCode,
      document: documentId && inRegister(named, documentId),
      state: fact.issuedAt ? BroadcastState.ISSUED : BroadcastState.DRAFT,
      accountId: NOBODY,
      byName: SCENARIO,
      issuedByName: fact.issuedAt && SCENARIO,
    }
  })
  const recipients = (world.broadcasts ?? [])
    .filter(({ issuedAt }) => issuedAt)
    .flatMap(({ id: broadcast, recipients: groups }) =>
      groups.map(({ id, groupId, selfManagementGroupId, steps }) => ({
        id,
        unitCode,
        broadcast,
        residentialGroupId: groupId,
        selfManagementGroupId,
        state: steps.reduce((state, { kind }) => stateAfter(state, DeliveryStepKind[kind]), DeliveryState.PENDING),
        steps,
      })),
    )
  const steps = recipients.flatMap(({ id: recipient, steps: done }) =>
    done.map(({ kind, channel, ...step }) => ({
      ...step,
      unitCode,
      recipient,
      kind: DeliveryStepKind[kind],
      channel: channel && BroadcastChannel[channel],
      recordedAt: step.at,
      accountId: NOBODY,
      byName: SCENARIO,
      byPost: kind === 'ACKNOWLEDGED' ? 'Tổ trưởng' : 'Văn thư',
    })),
  )

  const checkpoints = (world.checkpoints ?? []).map(({ documentId, groupId, entries: _, kind, ...fact }) => {
    const named = `checkpoints ${fact.id}`
    acceptFact(named, refuseCheckpoint(fact, today))
    return {
      ...fact,
      unitCode,
      kind: oneOf(CheckpointKind, kind, named),
      document: documentId && inRegister(named, documentId),
      residentialGroupId: groupId,
      accountId: NOBODY,
      byName: SCENARIO,
    }
  })
  const passages = (world.checkpoints ?? []).flatMap(({ id: checkpoint, activeFrom, entries }) =>
    entries.map(({ reason: decisionReason, arrivalId: _, sex, paper, identityNumber, ...fact }) => {
      const named = `checkpoints ${checkpoint} ${fact.id}`
      const entry = {
        ...fact,
        decisionReason,
        direction: oneOf(CheckpointDirection, fact.direction, named),
        purpose: oneOf(CheckpointPurpose, fact.purpose, named),
        decision: oneOf(CheckpointDecision, fact.decision, named),
      }
      acceptFact(named, refuseEntry({ ...entry, identityNumber }, activeFrom, world.asOf))
      return {
        ...entry,
        identityNumber,
        unitCode,
        checkpoint,
        sex: sex && SaidSex[sex],
        paper: paper && oneOf(CheckpointPaper, paper, named),
        recordedAt: fact.at,
        accountId: NOBODY,
        byName: SCENARIO,
      }
    }),
  )

  return replaceUnit(database, target, world, async (em, vault) => {
    await insertMany(em, Organisation, organisations)
    await insertMany(em, Post, posts)
    await insertMany(em, Document, documents)
    await insertMany(em, DocumentRelation, relations)
    await insertMany(em, CommitmentRound, commitmentRounds)
    await insertMany(em, Commitment, commitments)
    await insertMany(em, Responsibility, responsibilities)
    await insertMany(em, Broadcast, broadcasts)
    await insertMany(
      em,
      BroadcastRecipient,
      recipients.map(({ steps: _, ...recipient }) => recipient),
    )
    await insertMany(em, DeliveryStep, steps)
    await insertMany(em, Checkpoint, checkpoints)
    await insertMany(
      em,
      CheckpointEntry,
      passages.map(({ identityNumber, ...passage }) => ({
        ...passage,
        ...sealEntryNumbers({ id: passage.id, identityNumber }, vault),
      })),
    )
    const signed = commitmentRounds.length + commitments.length
    const told = broadcasts.length + recipients.length + steps.length
    return (
      signed +
      told +
      checkpoints.length +
      passages.length +
      responsibilities.length +
      organisations.length +
      posts.length +
      documents.length +
      relations.length
    )
  })
}

function oneOf<E extends string>(values: Record<string, E>, name: string, fact: string): E {
  const value = values[name]
  if (value === undefined) throw new Error(`${fact}: unknown ${name}; one of ${Object.keys(values).join(', ')}`)
  return value
}

/** The same id on every load for an issuer that the scenario only names: a version 5 UUID without a registered namespace. */
function idFrom(name: string): string {
  const hash = createHash('sha1').update(`directives/organisation/${name}`).digest()
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x50, 6)
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8)
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
