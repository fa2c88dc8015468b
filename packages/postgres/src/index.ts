export { type Cluster, type ClusterOptions, startCluster } from './cluster.ts'
export { type Database, type DatabasePasswords, ensureDatabase, urlFor, withClient } from './database.ts'
export { freePort } from './port.ts'
