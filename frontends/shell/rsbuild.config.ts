import { shell } from '../../tools/rsbuild.ts'

export default shell(import.meta.url, { port: 4100, gateway: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000' })
