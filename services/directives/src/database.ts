import { fileURLToPath } from 'node:url'
import { defineDatabase } from '@vungxanh/subgraph'
import { migrations } from '../migrations/index.ts'
import { Broadcast, BroadcastRecipient, DeliveryStep } from './broadcasts/broadcast.ts'
import { Checkpoint, CheckpointChange } from './checkpoints/checkpoint.ts'
import { CheckpointEntry } from './checkpoints/checkpoint-entry.ts'
import { sealedColumns } from './checkpoints/sealed-entry-numbers.ts'
import { Commitment, CommitmentRound } from './commitments/commitment.ts'
import { Document } from './documents/document.ts'
import { DocumentRelation } from './documents/document-relation.ts'
import { Organisation } from './organisations/organisation.ts'
import { Post } from './organisations/post.ts'
import { AccountChange } from './responsibilities/account-change.ts'
import { Responsibility } from './responsibilities/responsibility.ts'
import { Task } from './tasks/task.ts'

export const database = defineDatabase({
  name: 'directives',
  entities: [
    Organisation,
    Post,
    Document,
    DocumentRelation,
    Task,
    CommitmentRound,
    Commitment,
    Responsibility,
    AccountChange,
    Broadcast,
    BroadcastRecipient,
    DeliveryStep,
    Checkpoint,
    CheckpointChange,
    CheckpointEntry,
  ],
  migrations,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  publicTables: [],
  sealedColumns,
  personalRows: { personId: [CheckpointEntry] },
})
